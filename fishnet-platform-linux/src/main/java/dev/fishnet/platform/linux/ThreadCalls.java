package dev.fishnet.platform.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * Calls that change the groups of the calling thread alone. The C library changes those of the whole process, so they
 * go to the kernel by number, and the numbers differ from one processor to another.
 */
record ThreadCalls(NetCalls calls, int setGroups, int setResGid) {
    static ThreadCalls of(NetCalls calls) {
        return of(calls, System.getProperty("os.arch"));
    }

    /** @param processor as Java names it */
    static ThreadCalls of(NetCalls calls, String processor) {
        return switch (processor) {
            case "amd64", "x86_64" -> new ThreadCalls(calls, 116, 119);
            case "aarch64", "riscv64", "loongarch64" -> new ThreadCalls(calls, 159, 149);
            default -> throw new IllegalStateException("the system calls of " + processor + " are not known");
        };
    }

    boolean setGroups(List<Integer> groups) {
        if (groups.isEmpty()) {
            return succeeds(setGroups, 0, Pointer.NULL);
        }
        Memory list = new Memory((long) groups.size() * Integer.BYTES);
        for (int i = 0; i < groups.size(); i++) {
            list.setInt((long) i * Integer.BYTES, groups.get(i));
        }
        return succeeds(setGroups, groups.size(), list);
    }

    /** The real, the effective, the saved and the file-system gid. */
    boolean setGid(int gid) {
        return succeeds(setResGid, gid, gid, gid);
    }

    private boolean succeeds(int number, Object... arguments) {
        return calls.syscall(new NativeLong(number), arguments).longValue() == 0;
    }
}
