package dev.meridian.cli;

import dev.meridian.cli.run.StopSignal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and the request to terminate, as a {@link StopSignal}: the first time a long-running command ends by itself and returns its
 * own exit code; every command else, and the second time, ends at once.
 *
 * <p>{@code sun.misc.Signal} (module {@code jdk.unsupported}, there since Java 1.3) is reached by reflection, because the compiler warns of
 * it without a way to switch that off; where it is missing, Java's own behaviour stays: the process ends.
 */
final class Interrupts {

    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    static void raise(StopSignal stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handling = (proxy, method, arguments) -> switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(stop);
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                case "toString" -> "interrupts";
                default -> interrupted(stop);
            };
            Object handler =
                    Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handling);
            for (String name : new String[] {"INT", "TERM"}) {
                Object each = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, each, handler);
            }
        } catch (ReflectiveOperationException e) {
            // Another virtual machine than OpenJDK's: Ctrl-C ends the process, and the stores are made for that.
        }
    }

    // On a thread of the virtual machine's own.
    private static @Nullable Object interrupted(StopSignal stop) {
        if (!stop.isHeeded()) {
            System.exit(INTERRUPTED);
        }
        if (!stop.raise()) {
            Runtime.getRuntime().halt(INTERRUPTED); // asked again while it was stopping
        }
        return null;
    }
}
