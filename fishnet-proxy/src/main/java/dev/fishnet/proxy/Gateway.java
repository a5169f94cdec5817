package dev.fishnet.proxy;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.Policy;
import dev.fishnet.proxy.strict.RequestDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door between an agent and its models: takes HTTP/1.1 on this machine, judges it, adds the upstream's credential
 * and streams the answer back with the credential's bytes taken out. Nothing in it blocks an event loop.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewaySettings settings;
    private final Keys keys;
    private final FailureLog failures = new FailureLog(LOG::warn, System::nanoTime);
    private final Loops loops;
    private final HelperThreads helpers;
    private final Court court;
    private final AgentHouse house;
    private final UpstreamConnector connector;
    private final ChannelGroup upstreams;
    private final ByteBufAllocator allocator = new AdaptiveByteBufAllocator(true);
    private final Map<EventLoop, LoopState> states = new ConcurrentHashMap<>();
    private final List<Channel> listeners = new ArrayList<>();

    private Gateway(
            GatewaySettings settings,
            GatewayPorts ports,
            Court.Rules rules,
            NameLookup names,
            Loops loops,
            HelperThreads helpers)
            throws FishnetException {
        this.settings = settings;
        this.keys = new Keys(ports.credentials());
        this.loops = loops;
        this.helpers = helpers;
        GatewayLimits limits = settings.limits();
        this.court = new Court(ports, rules, settings.audit(), failures, helpers.readers(), System::nanoTime);
        this.house = new AgentHouse(court, limits, loops.group().next());
        this.upstreams = new DefaultChannelGroup(loops.group().next(), true);
        UpstreamTls tls = new UpstreamTls(
                settings.extraRoots(), helpers.handshakes(), limits.times().connect());
        this.connector = new UpstreamConnector(
                loops.transport(), new AddressBook(helpers.lookUps(), names), tls, limits, allocator, upstreams);
    }

    /**
     * Starts a gateway that listens on all the addresses or on none.
     *
     * @throws FishnetException when an address cannot be bound, the trusted roots cannot be read, or a store cannot
     */
    public static Gateway start(GatewaySettings settings, GatewayPorts ports, Policy policy, Callers callers)
            throws FishnetException {
        return start(settings, ports, new Court.Rules(policy, callers), NameLookup.SYSTEM, Transport.best());
    }

    static Gateway start(
            GatewaySettings settings, GatewayPorts ports, Court.Rules rules, NameLookup names, Transport transport)
            throws FishnetException {
        Loops loops = Loops.open(transport);
        HelperThreads helpers = new HelperThreads();
        try {
            Gateway gateway = new Gateway(settings, ports, rules, names, loops, helpers);
            gateway.bindAll();
            gateway.tellRepeats();
            return gateway;
        } catch (FishnetException | RuntimeException e) {
            helpers.close();
            loops.close();
            throw e;
        }
    }

    /** Judges by that policy from the next request on; those under way keep to the one they began with. */
    public void use(Policy policy) {
        court.use(policy);
    }

    /** Knows those callers from the next request on. */
    public void use(Callers callers) {
        court.use(callers);
    }

    /** Takes up what has been changed in the store of baselines, such as one that was reset. */
    public void refreshBaselines() throws FishnetException {
        court.baselines().refresh();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the event loops
    private void tellRepeats() {
        loops.group().next().scheduleAtFixedRate(court.clerk()::tellRepeats, 1, 1, TimeUnit.MINUTES);
    }

    private void bindAll() throws GatewayException {
        for (InetSocketAddress address : settings.listen()) {
            ChannelFuture bound = listener().bind(address).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                closeListeners();
                throw GatewayException.notBound(address, bound.cause());
            }
            listeners.add(bound.channel());
        }
    }

    /** Before the loops end: a ring that is given up keeps its ports for a moment longer. */
    private void closeListeners() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    private ServerBootstrap listener() {
        return new ServerBootstrap()
                .group(loops.group())
                .channelFactory(loops.transport().listeners())
                .option(ChannelOption.RECVBUF_ALLOCATOR, oneAtATime())
                .handler(house.court().reception())
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill(channel);
                    }
                });
    }

    /** One connection is accepted, then asked about, then the next one is accepted. */
    private static RecvByteBufAllocator oneAtATime() {
        return new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1);
    }

    private void fill(SocketChannel channel) {
        GatewayLimits.Sizes sizes = settings.limits().sizes();
        RequestDecoder decoder = new RequestDecoder(sizes.line(), sizes.head());
        AnswerEncoder encoder = new AnswerEncoder();
        AgentHandler agent = new AgentHandler(channel, decoder, encoder, house, stateOf(channel.eventLoop()));
        channel.pipeline().addLast(LastWord.HANDLER, decoder, encoder, agent);
    }

    private LoopState stateOf(EventLoop loop) {
        int idle = settings.limits().sizes().idleUpstream();
        return states.computeIfAbsent(loop, l -> new LoopState(l, keys, failures, connector, idle));
    }

    /** The addresses bound, in the order they were asked for, with the ports they got. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream()
                .map(listener -> (InetSocketAddress) listener.localAddress())
                .toList();
    }

    /**
     * Takes no new connections, lets the requests that have begun end, and closes what is left after the time. Returns
     * when everything is closed, the log has been handed what became of every request, and the keys are wiped; calling
     * it again does nothing.
     */
    public void stop(Duration drain) {
        if (loops.group().isShuttingDown()) {
            return;
        }
        closeListeners();
        house.drain(drain);
        upstreams.close().awaitUninterruptibly();
        helpers.close();
        loops.close();
        court.clerk().close();
        keys.close();
    }

    /** Stops at once, cutting off what is under way. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}
