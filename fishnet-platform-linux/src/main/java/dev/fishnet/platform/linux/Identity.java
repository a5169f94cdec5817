package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Whom the kernel takes a socket to belong to: the file-system uid of the thread that opened it. Work done in this
 * identity has that uid and no capability, but runs in a thread of this process: its real uid stays root's, so the
 * agent can neither stop nor trace it, and what it finds can be believed. The thread ends with its work and is not used
 * again.
 *
 * @param uid 0 for a root without capabilities, which differs from an agent in nothing but the uid
 */
record Identity(long uid, long gid) {
    private static final int CAPABILITIES_VERSION_3 = 0x2008_0522;

    static final Identity ROOT = new Identity(0, 0);

    /** Does the work and returns when it is done. */
    void run(NetCalls calls, Runnable work) throws FishnetException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                assume(calls);
                work.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
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

    /** setfsuid(2) never says that it failed; asking for an impossible uid tells which one there is. */
    private void assume(NetCalls calls) {
        calls.setfsgid((int) gid);
        calls.setfsuid((int) uid);
        int dropped = calls.capset(new int[] {CAPABILITIES_VERSION_3, 0}, new int[6]);
        if (calls.setfsuid(-1) != (int) uid || calls.setfsgid(-1) != (int) gid || dropped != 0) {
            throw new IllegalStateException("the kernel refused the identity");
        }
    }
}
