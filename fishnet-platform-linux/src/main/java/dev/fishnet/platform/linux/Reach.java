package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import java.util.Optional;

/** What an agent can get at: every folder on the way has to let it through. Where that cannot be seen, it can. */
final class Reach {
    private final MachineTree tree;

    Reach(MachineTree tree) {
        this.tree = tree;
    }

    boolean mayRun(Agent agent, String path) {
        return maySearchAbove(agent, path) && facts(path).map(agent::mayRun).orElse(true);
    }

    /** connect(2) to a socket takes write permission on it (unix(7)). */
    boolean mayConnect(Agent agent, String path) {
        Optional<FileFacts> socket = facts(path);
        return socket.isPresent() && agent.mayWrite(socket.get()) && maySearchAbove(agent, path);
    }

    boolean mayWrite(Agent agent, String path) {
        Optional<FileFacts> file = facts(path);
        return file.isPresent() && agent.mayWrite(file.get()) && maySearchAbove(agent, path);
    }

    /** Whether the file is there and the agent's own, to change as it likes. */
    boolean owns(Agent agent, String path) {
        return facts(path).filter(file -> file.uid() == agent.uid()).isPresent();
    }

    private boolean maySearchAbove(Agent agent, String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Optional<FileFacts> folder = facts(path.substring(0, slash));
            if (folder.isPresent() && !agent.mayRun(folder.get())) {
                return false;
            }
        }
        return true;
    }

    private Optional<FileFacts> facts(String path) {
        try {
            return path.startsWith("/") ? tree.target(path) : Optional.empty();
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }
}
