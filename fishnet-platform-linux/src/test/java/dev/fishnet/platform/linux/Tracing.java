package dev.fishnet.platform.linux;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** ptrace(2) and pidfd_getfd(2); what was stopped runs on. */
final class Tracing {
    private Tracing() {}

    static boolean attaches(long pid) {
        ptrace(Kernel.PTRACE_ATTACH, pid);
        letGo(pid);
        return true;
    }

    static boolean seizes(long pid) {
        ptrace(Kernel.PTRACE_SEIZE, pid);
        ptrace(Kernel.PTRACE_INTERRUPT, pid);
        letGo(pid);
        return true;
    }

    static boolean takesADescriptor(long pid) {
        long process = call(Kernel.SYS_PIDFD_OPEN, pid, 0, 0);
        return call(Kernel.SYS_PIDFD_GETFD, process, 1, 0) >= 0;
    }

    private static void letGo(long pid) {
        Kernel.CALLS.waitpid((int) pid, Pointer.NULL, Kernel.WALL);
        ptrace(Kernel.PTRACE_DETACH, pid);
    }

    private static void ptrace(int request, long pid) {
        Kernel.CALLS.ptrace(new NativeLong(request), new NativeLong(pid), Pointer.NULL, Pointer.NULL);
    }

    private static long call(int number, long a, long b, long c) {
        return Kernel.CALLS
                .syscall(new NativeLong(number), new NativeLong(a), new NativeLong(b), new NativeLong(c))
                .longValue();
    }
}
