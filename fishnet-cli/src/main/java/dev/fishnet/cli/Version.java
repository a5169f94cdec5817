package dev.fishnet.cli;

/** The version this was built as. */
public final class Version {
    private Version() {}

    public static String read() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
