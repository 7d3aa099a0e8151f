package io.muster.cluster;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoFaults;
import io.muster.demo.DemoServer;
import io.muster.demo.DemoSize;
import io.muster.endtoend.PassThrough;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The AWS of the cluster under test: the demo cloud, which can be slow, behind a proxy that counts. */
final class DemoAws implements AutoCloseable {

    private static final DemoSize SIZE = new DemoSize(6, List.of("eu-central-1", "us-east-1"), 25, 42);

    /** What each replica asks for itself: credentials, which are cached for a while. */
    private static final List<String> ACCESS = List.of("Action=AssumeRole&", "Action=GetCallerIdentity&");

    private final Vertx vertx = Vertx.vertx();
    private final DemoFaults faults = new DemoFaults();
    private final DemoCloud cloud = new DemoCloud(SIZE);
    private final PassThrough door;

    DemoAws() {
        URI endpoint =
                new DemoServer(vertx, cloud, faults, "127.0.0.1").start(0).join();
        door = PassThrough.before(endpoint);
    }

    URI endpoint() {
        return door.address();
    }

    List<DemoAccount> accounts() {
        return cloud.accounts();
    }

    /** Holds every answer back for so long. */
    void answerAfter(Duration latency) {
        faults.latency(latency);
    }

    /** How often it was asked for something of its estates so far. */
    long calls() {
        return door.calls().stream()
                .filter(call -> ACCESS.stream().noneMatch(call::contains))
                .count();
    }

    /** What the account has of the kinds that change most, a line each with a few facts. */
    Set<String> estate(DemoAccount account) {
        return account.regions().stream()
                .flatMap(region -> estate(account, region))
                .collect(Collectors.toSet());
    }

    private Stream<String> estate(DemoAccount account, String region) {
        return Stream.of(
                        of(account, region, Instance.class)
                                .map(one -> "INSTANCE " + one.instanceId() + " " + one.instanceType() + " "
                                        + one.privateIpAddress()),
                        of(account, region, Volume.class)
                                .map(one -> "VOLUME " + one.volumeId() + " " + one.size() + " " + one.encrypted()),
                        of(account, region, SecurityGroup.class)
                                .map(one -> "SECURITY_GROUP " + one.groupId() + " " + one.groupName()),
                        of(account, region, NetworkInterface.class)
                                .map(one ->
                                        "NETWORK_INTERFACE " + one.networkInterfaceId() + " " + one.privateIpAddress()),
                        of(account, region, Subnet.class)
                                .map(one -> "SUBNET " + one.subnetId() + " " + one.cidrBlock()))
                .flatMap(lines -> lines)
                .map(line -> region + " " + line);
    }

    private <T> Stream<T> of(DemoAccount account, String region, Class<T> type) {
        return cloud.list(account.accountId(), region, type).stream();
    }

    @Override
    public void close() {
        door.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
