package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An Elastic IP address is taken from the network interface that has it. */
public record DisassociateAddress(String publicIp) implements Change {

    static final Set<ResourceKind> KINDS =
            Set.of(ResourceKind.ELASTIC_IP, ResourceKind.NETWORK_INTERFACE, ResourceKind.INSTANCE);

    @Override
    public Set<ResourceKind> kinds() {
        return KINDS;
    }

    @Override
    public void make(Edits edits) {
        Resource<ElasticIp> address = find(edits, publicIp);
        String interfaceId = address.attributes().networkInterfaceId();
        if (interfaceId == null) {
            throw new Refused("publicIp", publicIp + " is not associated with an interface");
        }
        Resource<NetworkInterface> eni = edits.one(NetworkInterface.class, "publicIp", interfaceId);
        edits.put(address.with(with(address.attributes(), null, null, null, null)));
        edits.change(eni, this::without);
        String instanceId = eni.attributes().instanceId();
        if (instanceId != null) {
            edits.find(Instance.class, instanceId)
                    .filter(instance -> publicIp.equals(instance.attributes().publicIp()))
                    .ifPresent(instance -> edits.change(
                            instance,
                            known -> InstanceCopy.of(known).publicIp(null).instance()));
        }
    }

    private NetworkInterface without(NetworkInterface eni) {
        List<PrivateAddress> told = eni.privateAddresses();
        return Attachments.copy(
                eni,
                eni.securityGroupIds(),
                eni.publicIps().stream().filter(one -> !one.equals(publicIp)).toList(),
                told == null
                        ? null
                        : told.stream()
                                .map(one -> publicIp.equals(one.publicIp())
                                        ? new PrivateAddress(
                                                one.privateIp(),
                                                one.primary(),
                                                null,
                                                one.carrierIp(),
                                                one.customerOwnedIp(),
                                                null,
                                                null)
                                        : one)
                                .toList());
    }

    static Resource<ElasticIp> find(Edits edits, String publicIp) {
        List<Resource<ElasticIp>> all = edits.all(ElasticIp.class);
        return all.stream()
                .filter(one -> publicIp.equals(one.attributes().publicIp()))
                .findFirst()
                .orElseThrow(() -> Refused.noneOf(
                        "publicIp",
                        publicIp,
                        all.size() + " Elastic IP addresses of the region that are known",
                        all.stream()
                                .map(one -> one.attributes().publicIp())
                                .filter(Objects::nonNull)
                                .toList()));
    }

    static ElasticIp with(
            ElasticIp address,
            @Nullable String associationId,
            @Nullable String instanceId,
            @Nullable String interfaceId,
            @Nullable String privateIp) {
        return new ElasticIp(
                address.publicIp(),
                privateIp,
                associationId,
                instanceId,
                interfaceId,
                interfaceId == null ? null : address.networkInterfaceOwnerId(),
                address.subnetId(),
                address.publicIpv4Pool(),
                address.networkBorderGroup(),
                address.carrierIp(),
                address.customerOwnedIp(),
                address.customerOwnedIpv4Pool(),
                address.serviceManaged(),
                address.domain());
    }
}
