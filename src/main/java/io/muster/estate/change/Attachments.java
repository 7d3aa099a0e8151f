package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The network interfaces of instances, and their description by instances. */
final class Attachments {

    private Attachments() {}

    /** The interface that is named, of the instance if one is, or its only one. */
    static Resource<NetworkInterface> interfaceOf(
            Edits edits, @Nullable String instanceId, @Nullable String interfaceId) {
        if (instanceId == null) {
            return edits.one(NetworkInterface.class, "networkInterfaceId", Objects.requireNonNull(interfaceId));
        }
        String instance = edits.one(Instance.class, "instanceId", instanceId).resourceId();
        return interfaceId == null ? onlyOne(edits, instance) : named(edits, instance, interfaceId);
    }

    private static Resource<NetworkInterface> named(Edits edits, String instance, String interfaceId) {
        Resource<NetworkInterface> eni = edits.one(NetworkInterface.class, "networkInterfaceId", interfaceId);
        if (!instance.equals(eni.attributes().instanceId())) {
            throw Refused.noneOf(
                    "networkInterfaceId",
                    interfaceId,
                    "network interfaces of " + instance,
                    of(edits, instance).stream().map(Resource::resourceId).toList());
        }
        return eni;
    }

    private static Resource<NetworkInterface> onlyOne(Edits edits, String instance) {
        List<Resource<NetworkInterface>> all = of(edits, instance);
        if (all.size() != 1) {
            throw new Refused(
                    "networkInterfaceId",
                    instance + " has " + all.size() + " network interfaces, of which one must be named: "
                            + all.stream().map(Resource::resourceId).toList());
        }
        return all.get(0);
    }

    static List<Resource<NetworkInterface>> of(Edits edits, String instanceId) {
        return edits.all(NetworkInterface.class).stream()
                .filter(eni -> instanceId.equals(eni.attributes().instanceId()))
                .sorted(Comparator.comparing(Resource::resourceId))
                .toList();
    }

    static NetworkInterface with(NetworkInterface eni, List<String> groupIds) {
        return copy(eni, groupIds, eni.publicIps(), eni.privateAddresses());
    }

    static NetworkInterface copy(
            NetworkInterface eni,
            List<String> groupIds,
            List<String> publicIps,
            @Nullable List<PrivateAddress> privateAddresses) {
        return new NetworkInterface(
                eni.status(),
                eni.interfaceType(),
                eni.privateIps(),
                publicIps,
                eni.ipv6Addresses(),
                eni.ipv6Prefixes(),
                eni.sourceDestCheck(),
                eni.requesterManaged(),
                eni.denyAllIgwTraffic(),
                eni.ownerId(),
                eni.description(),
                eni.vpcId(),
                eni.subnetId(),
                groupIds,
                eni.instanceId(),
                eni.attachmentStatus(),
                eni.operator(),
                privateAddresses,
                eni.ipv4Prefixes());
    }

    /** Brings what an instance tells of its interfaces in line with them. */
    static void refresh(Edits edits, @Nullable String instanceId) {
        if (instanceId != null) {
            edits.find(Instance.class, instanceId).ifPresent(instance -> refresh(edits, instance));
        }
    }

    private static void refresh(Edits edits, Resource<Instance> instance) {
        List<String> groups = of(edits, instance.resourceId()).stream()
                .flatMap(eni -> eni.attributes().securityGroupIds().stream())
                .distinct()
                .sorted()
                .toList();
        edits.change(instance, known -> InstanceCopy.of(known).groups(groups).instance());
    }
}
