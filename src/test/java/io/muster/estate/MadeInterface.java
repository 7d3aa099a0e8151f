package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A network interface in {@code subnet-1} of {@code vpc-1} with nothing public, until told otherwise. */
public final class MadeInterface implements Estates.Made<NetworkInterface> {

    private final String id;
    private String instanceId;
    private String subnetId = "subnet-1";
    private List<String> groups = List.of();
    private List<String> publicIps = List.of();
    private List<String> ipv6 = List.of();
    private List<String> ipv6Prefixes = List.of();
    private List<String> privateIps = List.of("10.0.0.10");
    private String vpcId = "vpc-1";
    private boolean denyAllIgwTraffic;
    private String type = "interface";
    private String description;
    private @Nullable String ownerId = Estates.ACCOUNT;
    private boolean requesterManaged;
    private Boolean sourceDestCheck = true;
    private List<PrivateAddress> addresses;
    private List<String> ipv4Prefixes;
    private Map<String, String> tags = Map.of();
    private Supplier<String> status = this::usualStatus;

    private MadeInterface(String id) {
        this.id = id;
    }

    public static MadeInterface eni(String id) {
        return new MadeInterface(id);
    }

    public MadeInterface of(String instance) {
        instanceId = instance;
        return this;
    }

    public MadeInterface tag(String key, String value) {
        tags = Map.of(key, value);
        return this;
    }

    public MadeInterface type(String interfaceType) {
        type = interfaceType;
        return this;
    }

    /** One that a service of AWS made, with the service's description. */
    public MadeInterface requesterManaged(String by) {
        requesterManaged = true;
        description = by;
        return this;
    }

    public MadeInterface sourceDestCheck(Boolean on) {
        sourceDestCheck = on;
        return this;
    }

    public MadeInterface in(String subnet) {
        subnetId = subnet;
        return this;
    }

    public MadeInterface groups(String... ids) {
        groups = Arrays.asList(ids);
        return this;
    }

    public MadeInterface inVpc(String vpc) {
        vpcId = vpc;
        return this;
    }

    public MadeInterface ownedBy(@Nullable String account) {
        ownerId = account;
        return this;
    }

    public MadeInterface described(String text) {
        description = text;
        return this;
    }

    public MadeInterface privateIps(String... addresses) {
        privateIps = Arrays.asList(addresses);
        return this;
    }

    /** Null where it is not told; else it follows from what it is attached to. */
    public MadeInterface status(String told) {
        status = () -> told;
        return this;
    }

    /** What is told of each private address; nothing is, unless by this. */
    public MadeInterface addresses(PrivateAddress... told) {
        addresses = Arrays.asList(told);
        return this;
    }

    public MadeInterface publicIps(String... addresses) {
        publicIps = Arrays.asList(addresses);
        return this;
    }

    public MadeInterface ipv6(String... addresses) {
        ipv6 = Arrays.asList(addresses);
        return this;
    }

    public MadeInterface ipv4Prefixes(String... prefixes) {
        ipv4Prefixes = Arrays.asList(prefixes);
        return this;
    }

    public MadeInterface ipv6Prefixes(String... prefixes) {
        ipv6Prefixes = Arrays.asList(prefixes);
        return this;
    }

    public MadeInterface denyAllIgwTraffic() {
        denyAllIgwTraffic = true;
        return this;
    }

    @Override
    public Resource<NetworkInterface> resource() {
        NetworkInterface attributes = new NetworkInterface(
                status.get(),
                type,
                privateIps,
                publicIps,
                ipv6,
                ipv6Prefixes,
                sourceDestCheck,
                requesterManaged,
                denyAllIgwTraffic,
                ownerId,
                description,
                vpcId,
                subnetId,
                groups,
                instanceId,
                instanceId == null ? null : "attached",
                null,
                addresses,
                ipv4Prefixes);
        return Estates.resource(id, tags, attributes);
    }

    private String usualStatus() {
        return instanceId == null && !requesterManaged ? "available" : "in-use";
    }
}
