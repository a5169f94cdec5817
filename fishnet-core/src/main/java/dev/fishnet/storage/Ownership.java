package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;

/** Owner, group and permission bits, between what plans say and what the file system holds. */
final class Ownership {
    /** From the highest of the nine bits to the lowest, which is the order in which the enum declares them. */
    private static final PosixFilePermission[] BITS = PosixFilePermission.values();

    private Ownership() {}

    static FileMode of(PosixFileAttributes found) {
        return new FileMode(found.owner().getName(), found.group().getName(), bits(found.permissions()));
    }

    /**
     * Gives a file away, mode last: until then its maker or its new owner alone can read it.
     *
     * <p>Owner and group are left alone where they are right, because only root may change them.
     */
    static void give(Path file, FileMode mode) throws IOException, FishnetException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes now = view.readAttributes();
        UserPrincipal owner = owner(file, mode.owner());
        GroupPrincipal group = group(file, mode.group());
        if (!group.equals(now.group())) {
            view.setGroup(group);
        }
        if (!owner.equals(now.owner())) {
            view.setOwner(owner);
        }
        view.setPermissions(permissions(mode.bits()));
    }

    private static UserPrincipal owner(Path file, String name) throws IOException, FishnetException {
        try {
            return accounts(file).lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw unknown("user", name);
        }
    }

    private static GroupPrincipal group(Path file, String name) throws IOException, FishnetException {
        try {
            return accounts(file).lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw unknown("group", name);
        }
    }

    private static UserPrincipalLookupService accounts(Path file) {
        return file.getFileSystem().getUserPrincipalLookupService();
    }

    private static FishnetException unknown(String what, String name) {
        return new FishnetException(
                ErrorKind.NOT_FOUND, "there is no " + what + " '" + name + "'", "create it, or name another one");
    }

    private static int bits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (PosixFilePermission permission : BITS) {
            bits = bits << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return bits;
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((bits >> (BITS.length - 1 - i) & 1) == 1) {
                permissions.add(BITS[i]);
            }
        }
        return permissions;
    }
}
