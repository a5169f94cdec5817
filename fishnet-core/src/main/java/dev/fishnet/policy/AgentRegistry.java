package dev.fishnet.policy;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The agents of a policy, by the uids of their accounts and by their tokens. Immutable. */
public final class AgentRegistry implements Callers {
    private final Set<AgentName> agents;
    /** By their first uids, which are beside them. */
    private final List<Owned> owned;

    private final long[] firstUids;
    private final AgentTokens tokens;
    private final List<String> notes;

    private record Owned(Range uids, AgentName agent) {}

    private AgentRegistry(Set<AgentName> agents, List<Owned> owned, AgentTokens tokens, List<String> notes) {
        this.agents = agents;
        this.owned = owned;
        this.firstUids = owned.stream().mapToLong(each -> each.uids().first()).toArray();
        this.tokens = tokens;
        this.notes = notes;
    }

    /**
     * Puts who is who together.
     *
     * @throws FishnetException of kind USAGE when two agents have a uid in common, so that one could pass for the other
     */
    public static AgentRegistry of(Set<AgentName> agents, AgentAccounts accounts, AgentTokens tokens)
            throws FishnetException {
        NavigableMap<Long, Owned> uids = new TreeMap<>();
        for (Map.Entry<AgentName, AgentUser> entry : new TreeMap<>(accounts.users()).entrySet()) {
            for (Range range : rangesOf(entry.getValue())) {
                claim(uids, new Owned(range, entry.getKey()));
            }
        }
        List<String> notes =
                accounts.missing().stream().map(AgentRegistry::noAccount).toList();
        List<Owned> owned = uids.values().stream()
                .filter(each -> agents.contains(each.agent()))
                .toList();
        return new AgentRegistry(Set.copyOf(agents), owned, tokens, notes);
    }

    /** As ranges that do not overlap: an account may lie within its own. */
    private static List<Range> rangesOf(AgentUser user) {
        List<Range> all = new ArrayList<>(user.subordinateIds().ranges());
        all.add(new Range(user.uid(), user.uid()));
        return new SubordinateIds(all).ranges();
    }

    /** What is there already does not overlap, so the one that begins last before the end overlaps if any does. */
    private static void claim(NavigableMap<Long, Owned> uids, Owned wanted) throws FishnetException {
        Map.Entry<Long, Owned> before = uids.floorEntry(wanted.uids().last());
        if (before != null && before.getValue().uids().last() >= wanted.uids().first()) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "the agents '" + before.getValue().agent() + "' and '" + wanted.agent()
                            + "' have uids in common (" + before.getValue().uids() + " and " + wanted.uids()
                            + "), so that one could pass for the other",
                    "give each an account of its own, and ranges of its own in /etc/subuid");
        }
        uids.put(wanted.uids().first(), wanted);
    }

    private static String noAccount(AgentPolicy agent) {
        return "agents." + agent.name() + ".user: there is no account '"
                + agent.user().orElseThrow() + "' on this machine; until there is, only a token is this agent's";
    }

    /** What an operator is to hear of: agents whose account does not exist. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public Caller identify(OptionalLong uid, Optional<String> token) {
        AgentName byUid = uid.isPresent() ? owner(uid.getAsLong()) : null;
        if (token.isPresent()) {
            return byToken(token.get(), byUid);
        }
        return byUid == null ? unknown(uid) : new Caller.Known(byUid);
    }

    private @Nullable AgentName owner(long uid) {
        int at = Arrays.binarySearch(firstUids, uid);
        int below = at < 0 ? -at - 2 : at;
        return below >= 0 && uid <= owned.get(below).uids().last()
                ? owned.get(below).agent()
                : null;
    }

    private Caller byToken(String token, @Nullable AgentName byUid) {
        Optional<AgentName> owner = tokens.ownerOf(token).filter(agents::contains);
        if (owner.isEmpty()) {
            return refused(
                    DenialCode.TOKEN_REFUSED,
                    "this agent token is not valid, or has been revoked; the operator makes a new one with"
                            + " 'fishnet agent token NAME'");
        }
        if (byUid != null && !byUid.equals(owner.get())) {
            return refused(
                    DenialCode.TOKEN_REFUSED,
                    "this agent token is another agent's: the account that calls is the agent '" + byUid
                            + "', which needs no token");
        }
        return new Caller.Known(owner.get());
    }

    private static Caller unknown(OptionalLong uid) {
        if (uid.isEmpty()) {
            return refused(
                    DenialCode.CALLER_UNKNOWN,
                    "the system cannot tell which account is calling; from a container or another network, send an"
                            + " agent token as the API key (the operator makes one with 'fishnet agent token NAME')");
        }
        return refused(
                DenialCode.CALLER_UNKNOWN,
                "the account with uid " + uid.getAsLong() + " is none of the configured agents; to admit it, the"
                        + " operator adds [agents.NAME] with user = \"ACCOUNT\" ('fishnet policy edit')");
    }

    private static Caller refused(DenialCode code, String reason) {
        return new Caller.Refused(Decision.Denied.of(code, reason));
    }
}
