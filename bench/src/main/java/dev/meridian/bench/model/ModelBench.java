package dev.meridian.bench.model;

import dev.meridian.bench.Effort;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Progress;
import dev.meridian.bench.Units;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** All figures of the model. */
public final class ModelBench {
    private static final double MOST = 1.2;
    private static final double DIGEST_MICROS_MAX = 500_000;
    private static final double MEDIAN = 50;
    private static final double FOLD_MICROS_MAX = 50_000;

    private final Effort effort;
    private final Progress progress;
    private final Figures figures = new Figures("Model, beside the bare library");

    private ModelBench(Effort effort, Progress progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** Measures, each benchmark in a JVM of its own; some minutes. */
    public static Figures run(Effort effort, Progress progress) throws RunnerException {
        return new ModelBench(effort, progress).measure();
    }

    private Figures measure() throws RunnerException {
        double move = add("apply a remote card move, 10,000 cards", RemoteMove.class);
        addBeside("the same", move, RemoteMove.class, "telling", "call that also says what has changed");
        add("move a card, 10,000 cards", LocalMove.class);
        EditingTrace trace = EditingTrace.read();
        add("replay %s, %,d edits".formatted(trace.name(), trace.splices().size()), PaperTrace.class);
        add("take in 10,000 changes of a replica that diverged by 10,000 edits on each side", Merge.class);
        double load = add("load a board of 10,000 cards from its changes", Load.class);
        addBeside("the same", load, Load.class, "bareFromSave", "load of a save");
        double digest = micros(DigestOfChanges.class, "digest");
        figures.add(
                "digest over 10,000 cards with 5,000 changes",
                Units.micros(digest),
                new Figures.Target(Units.micros(DIGEST_MICROS_MAX) + " or less", digest <= DIGEST_MICROS_MAX));
        double fold = micros(DecisionFold.class, "model");
        figures.add(
                "fold a decision of 500 people and 5,000 statements",
                Units.micros(fold),
                new Target("50 ms or less", fold <= FOLD_MICROS_MAX));
        return figures;
    }

    /** Micros by the model. */
    private double add(String what, Class<?> benchmark) throws RunnerException {
        double bare = micros(benchmark, "bare");
        double model = micros(benchmark, "model");
        double ratio = model / bare;
        figures.add(what, Units.micros(model), Units.micros(bare), Units.times(ratio), Target.atMost(ratio, MOST));
        return model;
    }

    private void addBeside(String what, double model, Class<?> benchmark, String other, String otherWords)
            throws RunnerException {
        if (effort.isBrief()) {
            return;
        }
        double bare = micros(benchmark, other);
        figures.add(
                what + ", beside the library's " + otherWords,
                Units.micros(model),
                Units.micros(bare),
                Units.times(model / bare));
    }

    /** The median of one operation. */
    private double micros(Class<?> benchmark, String method) throws RunnerException {
        progress.say("model: " + benchmark.getSimpleName() + ", " + method);
        Options options = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName() + "." + method) + "$")
                .forks(1)
                .warmupIterations(Math.max(1, effort.jmhIterations() / 2))
                .measurementIterations(effort.jmhIterations())
                .timeout(TimeValue.minutes(3))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results =
                new Runner(options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT)).run();
        return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(MEDIAN);
    }
}
