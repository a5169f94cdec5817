package dev.fishnet.service;

import dev.fishnet.user.UserName;
import java.util.List;

/**
 * The daemon as a service.
 *
 * @param image the directory that holds the program, written by root alone
 * @param sources the files that {@link ServiceManagerPort#install} copies into the image: absolute paths of jars
 * @param java the Java runtime's home; absolute, and written by root alone
 * @param user the account the daemon runs as
 * @param dataDirectory absolute
 */
public record ServiceDefinition(String image, List<String> sources, String java, UserName user, String dataDirectory) {
    public ServiceDefinition {
        sources = List.copyOf(sources);
    }
}
