package dev.meridian.simulation;

/**
 * How bad a world is. Percentages of incidents are weighed one by one at each incident.
 *
 * @param malice what people do on purpose
 */
record Faults(Network network, Disk disk, Deaths deaths, Malice malice, Society society, Lies lies, Homes homes) {

    /**
     * @param latencyMillisMax of one message
     * @param cutPercent a connection is cut
     * @param stallPercent one direction of a connection delivers nothing any more, until it is cut
     * @param blockPercent a connection takes no more bytes of the relay for a while
     */
    record Network(int latencyMillisMax, int cutPercent, int stallPercent, int blockPercent) {}

    /**
     * The relay's.
     *
     * @param millisMax of one commit or read
     * @param failsPercent of the commits; half of those that fail are on the disk all the same
     * @param lossPercent it is replaced by an empty one or by a backup
     * @param rotPercent an entry can no longer be read
     */
    record Disk(int millisMax, int failsPercent, int lossPercent, int rotPercent) {}

    /**
     * @param clientCrashPercent a client dies between two effects
     * @param relayCrashPercent the relay dies; what it gave to the disk may or may not have arrived, from the front
     * @param clockPercent the relay's clock jumps
     */
    record Deaths(int clientCrashPercent, int relayCrashPercent, int clockPercent) {}

    /**
     * @param memberPercent the member who forges does
     * @param strangerPercent somebody who is no member knocks
     */
    record Malice(int memberPercent, int strangerPercent) {}

    /**
     * No faults, but life.
     *
     * @param changePercent somebody changes who has access
     * @param takesAway whether that takes something from somebody, too: not where a relay loses its disk (docs/simulation.md)
     */
    record Society(int changePercent, boolean takesAway) {}

    /**
     * The relay's.
     *
     * @param percent of the messages to those it lies to
     */
    record Lies(int percent) {}

    /**
     * The clients' machines.
     *
     * @param diskPercent of the transactions cannot be stored: nothing of them is
     */
    record Homes(int diskPercent) {}

    /** Nothing goes wrong, and quickly. */
    static final Faults NONE = new Faults(
            new Network(5, 0, 0, 0),
            new Disk(2, 0, 0, 0),
            new Deaths(0, 0, 0),
            new Malice(0, 0),
            new Society(0, false),
            new Lies(0),
            new Homes(0));

    /** Each world is bad in its own way: some faults are often absent, so that the others are seen alone. */
    static Faults drawn(long seed) {
        Chance life = Chance.of(seed, "life");
        Faults disasters = disasters(seed);
        Society society =
                life.percent(60) ? new Society(10 + life.below(70), disasters.disk.lossPercent == 0) : NONE.society;
        Lies lies = life.percent(25) ? new Lies(1 + life.below(15)) : NONE.lies;
        Homes homes = new Homes(life.percent(30) ? 1 + life.below(20) : 0);
        return new Faults(disasters.network, disasters.disk, disasters.deaths, disasters.malice, society, lies, homes);
    }

    /** The same worlds, but nobody comes or goes after the first days. */
    static Faults disasters(long seed) {
        Chance chance = Chance.of(seed, "faults");
        boolean losesDisks = chance.percent(50);
        return new Faults(
                new Network(1 + chance.below(200), sometimes(chance, 40), sometimes(chance, 20), sometimes(chance, 40)),
                new Disk(
                        1 + chance.below(60),
                        sometimes(chance, 25),
                        losesDisks ? 5 + chance.below(30) : 0,
                        losesDisks ? sometimes(chance, 10) : 0),
                new Deaths(sometimes(chance, 30), sometimes(chance, 30), sometimes(chance, 15)),
                new Malice(sometimes(chance, 40), sometimes(chance, 30)),
                NONE.society,
                NONE.lies,
                NONE.homes);
    }

    private static int sometimes(Chance chance, int percentMax) {
        return chance.percent(60) ? 1 + chance.below(percentMax) : 0;
    }
}
