package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccount;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Whom the kernel takes a socket to belong to: the file-system uid of the thread that opened it, its group and its
 * supplementary groups. Work done in this identity has those and no capability, but runs in a thread of this process:
 * its real, effective and saved uid stay root's, which are what kill(2), ptrace(2) and /proc look at, so the agent can
 * neither stop nor trace nor slow it down, and what it finds can be believed. The thread ends with its work and is not
 * used again.
 *
 * @param uid 0 for a root without capabilities, which differs from an agent in nothing but its ids
 */
record Identity(long uid, long gid, List<Integer> groups) {
    private static final int CAPABILITIES_VERSION_3 = 0x2008_0522;
    /** What the kernel takes at most. */
    private static final int MOST_GROUPS = 65_536;

    static final Identity ROOT = new Identity(0, 0, List.of());

    Identity {
        groups = List.copyOf(groups);
    }

    /** As a login of that account is. */
    static Identity of(UserAccount account, NetCalls calls) throws FishnetException {
        int[] groups = new int[MOST_GROUPS];
        int[] count = {groups.length};
        if (calls.getgrouplist(account.name().value(), (int) account.gid(), groups, count) < 0) {
            throw new FishnetException(ErrorKind.FAILED, "the groups of '" + account.name() + "' cannot be listed");
        }
        return new Identity(
                account.uid(),
                account.gid(),
                Arrays.stream(groups, 0, count[0]).boxed().toList());
    }

    /** Does the work and returns when it is done. */
    void run(NetCalls calls, Runnable work) throws FishnetException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                assume(calls);
                work.run();
                done.complete(null);
            } catch (FishnetException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new FishnetException(ErrorKind.FAILED, "cannot act as uid " + uid + ": " + e.getCause(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FishnetException(ErrorKind.FAILED, "interrupted", null, e);
        }
    }

    /**
     * Makes the thread that calls this like it. setfsuid(2) never says that it failed; asking for an impossible uid
     * tells which one there is.
     */
    void assume(NetCalls calls) throws FishnetException {
        ThreadCalls thread = ThreadCalls.of(calls);
        boolean grouped = thread.setGroups(groups) && thread.setGid((int) gid);
        calls.setfsuid((int) uid);
        int dropped = calls.capset(new int[] {CAPABILITIES_VERSION_3, 0}, new int[6]);
        if (!grouped || calls.setfsuid(-1) != (int) uid || dropped != 0) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "the kernel does not let this process act as uid " + uid,
                    "re-run with sudo");
        }
    }
}
