package dev.fishnet.platform.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The calls with which one process looks into another. */
interface Kernel extends Library {
    Kernel CALLS = Native.load("c", Kernel.class);

    int SIGABRT = 6;
    int EFAULT = 14;
    int PTRACE_ATTACH = 16;
    int PTRACE_DETACH = 17;
    int PTRACE_SEIZE = 0x4206;
    int PTRACE_INTERRUPT = 0x4207;
    int WALL = 0x4000_0000;
    int SYS_PIDFD_OPEN = 434;
    int SYS_PIDFD_GETFD = 438;

    NativeLong ptrace(NativeLong request, NativeLong pid, Pointer address, Pointer data) throws LastErrorException;

    int waitpid(int pid, Pointer status, int options) throws LastErrorException;

    NativeLong syscall(NativeLong number, NativeLong a, NativeLong b, NativeLong c) throws LastErrorException;

    int kill(int pid, int signal) throws LastErrorException;

    /** Both vectors have one element: an address and a length. */
    NativeLong process_vm_readv(
            int pid, Pointer local, NativeLong locals, Pointer remote, NativeLong remotes, NativeLong flags)
            throws LastErrorException;
}
