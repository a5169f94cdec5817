package dev.fishnet.cli.lab.storm;

/** What the upstream does about a request that it has received whole. */
enum Deed {
    ANSWERS(200, true),
    ANSWERS_IN_GZIP(200, true),
    FORGETS_THE_USAGE(200, false),
    HANGS(0, false),
    HANGS_MIDWAY(200, false),
    CUTS_BEFORE_THE_HEAD(0, false),
    CUTS_IN_THE_HEAD(0, false),
    CUTS_MIDWAY(200, false),
    /** Anthropic's streams begin with the prompt's tokens and end with the answer's. */
    CUTS_AFTER_HALF_OF_THE_USAGE(200, false),
    CUTS_AFTER_THE_USAGE(200, false),
    SAYS_400(400, false),
    SAYS_429(429, false),
    SAYS_500(500, false),
    SAYS_503(503, false),
    SAYS_529(529, false);

    private final int status;
    private final boolean tells;

    Deed(int status, boolean tells) {
        this.status = status;
        this.tells = tells;
    }

    /** The status it begins to answer with; 0 when it does not get that far. */
    int status() {
        return status;
    }

    /** Whether it takes money, as providers do for everything they have worked on: also when nobody hears of it. */
    boolean charges() {
        return status == 0 || status == 200 || status == 500;
    }

    /** Whether the answer ends as it should and says what it took. */
    boolean tells() {
        return tells;
    }

    /** Whether it charges, and nobody hears how much. */
    boolean leavesInDoubt() {
        return charges() && !tells;
    }

    boolean isWhole() {
        return tells || status >= 400 || this == FORGETS_THE_USAGE;
    }
}
