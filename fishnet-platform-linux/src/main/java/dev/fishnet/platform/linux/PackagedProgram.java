package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;

/**
 * The program as a package or an archive brings it: an image with a Java runtime of its own, where services run it
 * from. Nothing is copied there then, and it is not ours to remove.
 */
final class PackagedProgram {
    private static final String RUNTIME = "/runtime";

    private final MachineFiles files;
    private final String image;

    PackagedProgram(MachineFiles files, String image) {
        this.files = files;
        this.image = image;
    }

    boolean isThere() throws FishnetException {
        return files.look(image + RUNTIME).isPresent();
    }

    /** Refuses jars from elsewhere, which would take the package's place, and an image that others could change. */
    void requireToBe(List<String> sources) throws FishnetException {
        for (String source : sources) {
            if (!source.startsWith(image + "/lib/")) {
                throw new FishnetException(
                        ErrorKind.DENIED,
                        "a package has put Fishnet into " + image + ", and this is another one",
                        "use the packaged one: " + image + "/bin/fishnet; or remove the package first");
            }
        }
        new TrustedRuntime(files).require(image);
    }

    /** Whether that Java runtime is the image's own. */
    static boolean runsOn(String java, String image) {
        return java.equals(image + RUNTIME);
    }

    /**
     * The options that come with the image, for a launcher and for units alike.
     *
     * @param kind {@code daemon} or {@code command}
     */
    static String options(String kind, String image) {
        return "@" + image + "/lib/" + kind + ".options -XX:AOTCache=" + image + "/cache/" + kind
                + ".aot -XX:ErrorFile=/dev/null";
    }
}
