package dev.fishnet.proxy;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.proxy.record.CaseFile;
import dev.fishnet.upstream.Upstream;

/**
 * A request that may go to an upstream, as far as its head tells.
 *
 * @param target path and query as the upstream is to see them
 * @param rules by which it is judged, whatever comes into force meanwhile
 * @param file what the log is to tell of it
 */
record Call(RequestHead head, Upstream upstream, String target, LlmApi api, Rulebook rules, CaseFile file) {
    /** Whether its body is judged too. */
    boolean hasPrompt() {
        return api != LlmApi.OTHER;
    }
}
