package dev.fishnet.platform.linux;

import java.util.Set;

/**
 * A program that acts as somebody else, or with a capability, whoever runs it.
 *
 * @param facts owner, group and mode; of no meaning where the power is a capability
 * @param capabilities as getcap(8) prints them; empty where the power is in the mode
 */
record PrivilegedFile(String path, FileFacts facts, String capabilities) {
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;

    /**
     * What Debian, Ubuntu, Fedora, SUSE, Arch and Alpine ship with such a mode or capability. Each checks for itself
     * who called it.
     */
    private static final Set<String> SHIPPED = Set.of(
            "su",
            "sudo",
            "sudoedit",
            "doas",
            "passwd",
            "chsh",
            "chfn",
            "chage",
            "expiry",
            "newgrp",
            "sg",
            "gpasswd",
            "mount",
            "umount",
            "fusermount",
            "fusermount3",
            "mount.nfs",
            "mount.cifs",
            "mount.ntfs-3g",
            "ntfs-3g",
            "mount.davfs",
            "mount.ecryptfs_private",
            "pkexec",
            "polkit-agent-helper-1",
            "dbus-daemon-launch-helper",
            "ssh-keysign",
            "ssh-agent",
            "unix_chkpwd",
            "unix2_chkpwd",
            "pam_timestamp_check",
            "pam_extrausers_chkpwd",
            "newuidmap",
            "newgidmap",
            "snap-confine",
            "crontab",
            "at",
            "wall",
            "write",
            "write.ul",
            "bsd-write",
            "utempter",
            "locate",
            "plocate",
            "mlocate",
            "ping",
            "ping6",
            "ping4",
            "arping",
            "clockdiff",
            "fping",
            "fping6",
            "mtr-packet",
            "traceroute6.iputils",
            "tracepath",
            "Xorg.wrap",
            "chrome-sandbox",
            "bwrap",
            "exim4",
            "postdrop",
            "postqueue",
            "sendmail",
            "dotlockfile",
            "mail-lock",
            "mail-unlock",
            "lockfile",
            "procmail",
            "pppd",
            "vmware-user-suid-wrapper",
            "VBoxNetDHCP",
            "gst-ptp-helper",
            "dumpcap",
            "usernetctl",
            "lxc-user-nic",
            "qemu-bridge-helper",
            "spice-client-glib-usb-acl-helper",
            "bbsuid",
            "staprun",
            "grub2-set-bootflag",
            "userhelper",
            "chkstat",
            "mount-zfs",
            "gnome-keyring-daemon",
            "kwin_wayland",
            "rcp",
            "rlogin",
            "rsh",
            "opiepasswd",
            "screen",
            "camel-lock-helper-1.2",
            "ksu",
            "suexec");

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isKnown() {
        return SHIPPED.contains(name());
    }

    /** Whether running it makes the agent more than it is. */
    boolean lifts(Agent agent) {
        return !capabilities.isEmpty() || isSetuidFor(agent) || isSetgidFor(agent);
    }

    private boolean isSetuidFor(Agent agent) {
        return (facts.mode() & SETUID) != 0 && facts.uid() != agent.uid();
    }

    private boolean isSetgidFor(Agent agent) {
        return (facts.mode() & SETGID) != 0 && !agent.groups().contains(facts.gid());
    }

    /** What it lends, in words. */
    String power() {
        if (!capabilities.isEmpty()) {
            return "has " + capabilities;
        }
        return (facts.mode() & SETUID) != 0 ? "runs as uid " + facts.uid() : "runs with group " + facts.gid();
    }
}
