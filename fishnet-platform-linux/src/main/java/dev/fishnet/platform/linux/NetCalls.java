package dev.fishnet.platform.linux;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;

/**
 * Socket calls that Java has no words for; each returns -1 when it failed, and {@link Native#getLastError} says why.
 */
interface NetCalls extends Library {
    int AF_INET = 2;
    int AF_INET6 = 10;
    int AF_PACKET = 17;
    int SOCK_STREAM = 1;
    int SOCK_DGRAM = 2;
    int SOCK_RAW = 3;
    int SOCK_NONBLOCK = 0x800;
    int SOCK_CLOEXEC = 0x80000;
    int SOL_SOCKET = 1;
    int SOL_PACKET = 263;
    int MSG_DONTWAIT = 0x40;
    int MSG_MORE = 0x8000;
    int MSG_NOSIGNAL = 0x4000;
    int MSG_FASTOPEN = 0x2000_0000;

    int socket(int family, int type, int protocol);

    int bind(int socket, byte[] address, int length);

    int connect(int socket, byte[] address, int length);

    NativeLong sendto(int socket, byte[] data, NativeLong length, int flags, byte[] address, int addressLength);

    NativeLong recvfrom(int socket, byte[] data, NativeLong length, int flags, byte[] address, int[] addressLength);

    int setsockopt(int socket, int level, int option, byte[] value, int length);

    int setsockopt(int socket, int level, int option, Filter value, int length);

    int getsockopt(int socket, int level, int option, byte[] value, int[] length);

    int getsockname(int socket, byte[] address, int[] length);

    int close(int socket);

    /** Of the calling thread alone; returns what it was before. */
    int setfsuid(int uid);

    /** A call by its number, for those that the C library makes for every thread of the process. */
    NativeLong syscall(NativeLong number, Object... arguments);

    /** Fills in the groups that a user has as members of; -1 when there is no room for all. */
    int getgrouplist(String user, int gid, int[] groups, int[] count);

    /** Of the calling thread alone. */
    int capset(int[] header, int[] capabilities);

    String strerror(int error);

    /** The C library, as {@link LibC#load} loads it. */
    static NetCalls load() {
        LibC.load();
        return Native.load("c", NetCalls.class);
    }

    /** struct sock_fprog: instructions of the classic packet filter (bpf(4)), eight bytes each. */
    @Structure.FieldOrder({"count", "program"})
    final class Filter extends Structure {
        public short count;
        public com.sun.jna.Pointer program;

        Filter(com.sun.jna.Memory instructions) {
            count = (short) (instructions.size() / Long.BYTES);
            program = instructions;
        }
    }
}
