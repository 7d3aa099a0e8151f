package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An Elastic IP address of the account is associated with the primary private address of a network interface.
 *
 * @param publicIp   the address
 * @param instanceId the instance whose only interface is meant; null where the interface is named
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html">EC2 API Reference,
 *     AssociateAddress</a>
 */
public record AssociateAddress(
        String publicIp,
        @Nullable String instanceId,
        @Nullable String interfaceId) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return DisassociateAddress.KINDS;
    }

    @Override
    public void make(Edits edits) {
        Resource<ElasticIp> address = DisassociateAddress.find(edits, publicIp);
        if (address.attributes().associationId() != null) {
            throw new Refused("publicIp", publicIp + " is associated already: disassociate it first");
        }
        Resource<NetworkInterface> eni = Attachments.interfaceOf(edits, instanceId, interfaceId);
        NetworkInterface known = eni.attributes();
        String privateIp =
                known.privateIps().isEmpty() ? null : known.privateIps().get(0);
        if (known.privateAddresses() != null) {
            privateIp = known.privateAddresses().stream()
                    .filter(PrivateAddress::primary)
                    .map(PrivateAddress::privateIp)
                    .findFirst()
                    .orElse(privateIp);
        }
        edits.put(eni.with(associated(known, privateIp, address.resourceId())));
        edits.put(address.with(DisassociateAddress.with(
                address.attributes(), "eipassoc-proposed", known.instanceId(), eni.resourceId(), privateIp)));
        if (known.instanceId() != null) {
            edits.find(Instance.class, known.instanceId())
                    .ifPresent(instance -> edits.change(
                            instance,
                            it -> InstanceCopy.of(it).publicIp(publicIp).instance()));
        }
    }

    /** The associated interface; as in AWS, an address of Amazon's that the private address had is released. */
    private NetworkInterface associated(NetworkInterface eni, @Nullable String privateIp, String allocationId) {
        List<PrivateAddress> told = eni.privateAddresses();
        if (told == null) {
            List<String> all = Stream.concat(eni.publicIps().stream(), Stream.of(publicIp))
                    .distinct()
                    .sorted()
                    .toList();
            return Attachments.copy(eni, eni.securityGroupIds(), all, null);
        }
        List<String> publicIps = new ArrayList<>(eni.publicIps());
        List<PrivateAddress> addresses = new ArrayList<>();
        for (PrivateAddress one : told) {
            if (one.privateIp() != null && one.privateIp().equals(privateIp)) {
                publicIps.remove(one.publicIp());
                addresses.add(new PrivateAddress(
                        privateIp,
                        one.primary(),
                        publicIp,
                        one.carrierIp(),
                        one.customerOwnedIp(),
                        allocationId,
                        eni.ownerId()));
            } else {
                addresses.add(one);
            }
        }
        publicIps.add(publicIp);
        return Attachments.copy(
                eni, eni.securityGroupIds(), publicIps.stream().sorted().toList(), List.copyOf(addresses));
    }
}
