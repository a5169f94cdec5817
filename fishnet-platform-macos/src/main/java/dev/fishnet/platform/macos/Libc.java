package dev.fishnet.platform.macos;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The calls of the C library that are made for a process or a thread of ours, by their names. */
interface Libc extends Library {
    /** sys/ptrace.h: no debugger may attach from here on; one that has is refused by the kernel. */
    int PT_DENY_ATTACH = 31;
    /** sys/resource.h of macOS. */
    int RLIMIT_CORE = 4;

    static Libc load() {
        return Native.load("c", Libc.class);
    }

    int ptrace(int request, int pid, @Nullable Pointer address, int data) throws LastErrorException;

    /** {@code limits} is the soft one, then the hard one. */
    int setrlimit(int resource, long[] limits) throws LastErrorException;

    /** Of the calling thread, and of those it starts; takes its other groups away. */
    int pthread_setugid_np(int uid, int gid) throws LastErrorException;

    int mlock(ByteBuffer pages, NativeLong length) throws LastErrorException;
}
