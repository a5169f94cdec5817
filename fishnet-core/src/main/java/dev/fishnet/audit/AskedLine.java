package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;

/** {@code "asked"}, written and read. */
final class AskedLine {
    private AskedLine() {}

    static void write(LineWriter line, Asked asked) {
        line.open("asked")
                .number("uid", asked.uid())
                .text("agent", asked.agent().map(AgentName::value), TextLimit.WORD)
                .text("upstream", asked.upstream().map(UpstreamName::value), TextLimit.WORD)
                .text("method", asked.method(), TextLimit.WORD)
                .text("path", asked.path(), TextLimit.TARGET)
                .text("meant", asked.meant(), TextLimit.WORD)
                .text("hash", asked.hash(), TextLimit.WORD)
                .close();
    }

    static Asked read(LineReader line) throws FishnetException {
        line.open("asked");
        Asked asked = new Asked(
                line.optionalNumber("uid"),
                line.optionalText("agent").map(AgentName::new),
                line.optionalText("upstream").map(UpstreamName::new),
                line.text("method"),
                line.text("path"),
                line.optionalText("meant"),
                line.optionalText("hash"));
        line.close();
        return asked;
    }
}
