package dev.fishnet.cli;

import dev.fishnet.config.ConfigException;
import dev.fishnet.config.Document;
import dev.fishnet.config.FirewallSettings;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** Where this installation keeps its things, and what it was told. */
public final class Workspace {
    private final PlatformPorts platform;
    private final Environment environment;

    @Inject
    public Workspace(PlatformPorts platform, Environment environment) {
        this.platform = platform;
        this.environment = environment;
    }

    /** The data directory, made if need be, and ours alone; for commands that write. */
    public DataDirectory data() throws FishnetException {
        DataDirectory data = new DataDirectory(dataPath());
        long uid = platform.users().effectiveUid();
        if (uid == 0 && environment.get("FISHNET_DATA_DIR").isEmpty() && !data.exists()) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED,
                    "there is no data directory " + data.path() + " yet, and root's would be closed to the daemon",
                    "make it for the account that runs Fishnet: sudo fishnet init --apply-system --system-only");
        }
        data.require(uid);
        return data;
    }

    /** The data directory if there is one that this user may look into; made by nobody. */
    public Optional<DataDirectory> existingData() throws FishnetException {
        DataDirectory data = new DataDirectory(dataPath());
        return data.canLook(platform.users().effectiveUid()) ? Optional.of(data) : Optional.empty();
    }

    /** The data directory if there is one, whoever it belongs to; nothing is looked into. */
    public Optional<DataDirectory> anybodysData() {
        return Optional.of(new DataDirectory(dataPath())).filter(DataDirectory::exists);
    }

    /** The configuration file: the one asked for, that of the environment, or the data directory's if it is there. */
    public Optional<ConfigFile> configFile(Optional<String> option) throws FishnetException {
        Optional<String> named = option.or(() -> environment.get("FISHNET_CONFIG"));
        if (named.isPresent()) {
            return Optional.of(existing(new ConfigFile(Path.of(named.get()).toAbsolutePath())));
        }
        return Optional.of(new ConfigFile(new DataDirectory(dataPath()).config()))
                .filter(ConfigFile::exists);
    }

    /** Where the configuration file is, or would be; empty while nothing is there that it could lie in. */
    public Optional<Path> configPath() {
        DataDirectory data = new DataDirectory(dataPath());
        return environment
                .get("FISHNET_CONFIG")
                .map(named -> Path.of(named).toAbsolutePath())
                .or(() -> data.exists() ? Optional.of(data.config()) : Optional.empty());
    }

    /** The configuration file whether it is there or not: where it would be looked for. */
    public ConfigFile configPlace(Optional<String> option) {
        Path place = option.or(() -> environment.get("FISHNET_CONFIG"))
                .map(Path::of)
                .orElseGet(() -> new DataDirectory(dataPath()).config());
        return new ConfigFile(place.toAbsolutePath());
    }

    /** What the file says, if there is one, and over it what the environment says. */
    public FishnetConfig config(Optional<ConfigFile> file) throws FishnetException {
        return reading(file)
                .orElseThrow(file.map(found -> found.path().toString()).orElse("the environment"));
    }

    /** What a lockdown needs of the configuration. Without a file and variables nothing is read for it. */
    public FirewallSettings firewall() throws FishnetException {
        Optional<ConfigFile> file = configFile(Optional.empty());
        if (file.isEmpty() && !environment.mayHoldSettings()) {
            return FirewallSettings.DEFAULT;
        }
        FishnetConfig config = config(file);
        return new FirewallSettings(config.port(), config.firewall());
    }

    /** The same, with everything that is wrong about it. */
    public Reading reading(Optional<ConfigFile> file) throws FishnetException {
        return reading(file.isPresent() ? file.get().document() : Document.EMPTY);
    }

    /** What a file of that content would come to here. */
    public Reading reading(Document document) {
        return Reading.of(document, environment::get);
    }

    private static ConfigFile existing(ConfigFile file) throws ConfigException {
        if (!file.exists()) {
            throw new ConfigException(
                    ErrorKind.NOT_FOUND,
                    "there is no configuration file " + file.path(),
                    "check --config or FISHNET_CONFIG");
        }
        return file;
    }

    private Path dataPath() {
        return Path.of(environment.get("FISHNET_DATA_DIR").orElseGet(platform::dataDirectory))
                .toAbsolutePath();
    }
}
