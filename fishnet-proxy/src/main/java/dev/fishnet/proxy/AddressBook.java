package dev.fishnet.proxy;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds addresses through the operating system, on threads of its own: a look-up can take seconds and must not stop an
 * event loop. The JDK keeps what it found for half a minute.
 */
final class AddressBook {
    private final Executor threads;
    private final NameLookup names;

    AddressBook(Executor threads, NameLookup names) {
        this.threads = threads;
        this.names = names;
    }

    /** @param host a name or an address; an IPv6 address may stand in brackets */
    Future<List<InetAddress>> lookUp(String host, EventExecutor loop) {
        Promise<List<InetAddress>> found = loop.newPromise();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            resolve(host, literal, found);
            return found;
        }
        try {
            threads.execute(() -> resolve(host, found));
        } catch (RejectedExecutionException full) {
            found.setFailure(full);
        }
        return found;
    }

    private static void resolve(String host, byte[] literal, Promise<List<InetAddress>> found) {
        try {
            found.setSuccess(List.of(InetAddress.getByAddress(host, literal)));
        } catch (UnknownHostException e) {
            found.setFailure(e);
        }
    }

    private void resolve(String host, Promise<List<InetAddress>> found) {
        try {
            found.trySuccess(names.addressesOf(host));
        } catch (UnknownHostException | RuntimeException e) {
            found.tryFailure(e);
        }
    }
}
