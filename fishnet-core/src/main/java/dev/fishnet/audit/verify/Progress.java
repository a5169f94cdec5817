package dev.fishnet.audit.verify;

/** Hears now and then how far a pass over a log has come. */
public interface Progress {
    Progress NONE = entries -> {};

    void at(long entries);
}
