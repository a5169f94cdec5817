package dev.fishnet.proxy;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an event loop tells the kernel what it wants of its sockets. */
enum Transport {
    /**
     * Linux's io_uring(7): all that a turn of the loop has for the kernel is handed over in one call, so nobody whom a
     * part of it wakes takes the processor away in between.
     */
    IO_URING {
        @Override
        IoHandlerFactory handlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerSocketChannel> listeners() {
            return IoUringServerSocketChannel::new;
        }

        @Override
        ChannelFactory<SocketChannel> connections() {
            return IoUringSocketChannel::new;
        }
    },

    /** Java's own: a call for each read and each write. Everywhere. */
    SELECTOR {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerSocketChannel> listeners() {
            return NioServerSocketChannel::new;
        }

        @Override
        ChannelFactory<SocketChannel> connections() {
            return NioSocketChannel::new;
        }
    };

    static {
        // Netty reads these when it first touches io_uring. What repeats by itself loses a reset that comes with data,
        // so that an answer hangs until its time is up, and spins when a process has no descriptors left.
        System.setProperty("io.netty.iouring.pollAddMultishotEnabled", "false");
        System.setProperty("io.netty.iouring.acceptMultiShotEnabled", "false");
        // A loop that waits for an agent is idle, and not waiting for a disk.
        System.setProperty("io.netty.iouring.enterNoIoWaitEnabled", "true");
    }

    private static final Pattern KERNEL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");

    abstract IoHandlerFactory handlers();

    abstract ChannelFactory<ServerSocketChannel> listeners();

    abstract ChannelFactory<SocketChannel> connections();

    /**
     * io_uring, unless this system has none or an old one, or whoever runs it denies it: by sysctl(8), by a filter of
     * calls. There may be less of it than a gateway needs; {@link Loops} sees that.
     */
    static Transport best() {
        boolean known = System.getProperty("os.name").equals("Linux") && isRecent(System.getProperty("os.version"));
        return known && IoUring.isAvailable() ? IO_URING : SELECTOR;
    }

    /** Since 6.1 the kernel does a loop's work when the loop asks for it, and not whenever something comes. */
    static boolean isRecent(String kernel) {
        Matcher version = KERNEL.matcher(kernel);
        return version.matches()
                && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) >= 6001;
    }
}
