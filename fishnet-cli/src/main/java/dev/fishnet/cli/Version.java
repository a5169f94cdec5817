package dev.fishnet.cli;

/** The version this was built as. */
final class Version {
    private Version() {}

    static String read() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
