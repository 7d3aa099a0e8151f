package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Global Accelerator API's {@code ListAccelerators}, {@code ListListeners} and {@code ListEndpointGroups}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.ACCELERATOR,
        plural = "accelerators",
        description = "A standard accelerator of Global Accelerator, with its listeners and their endpoints.")
public record Accelerator(
        @Described("DEPLOYED or IN_PROGRESS.") @Nullable @Unhashed(Flicker.PROGRESS)
        String status,

        @Described("Whether it takes traffic.")
        @Nullable
        @Filterable(value = "enabled", match = Filterable.Match.EQUALS)
        Boolean enabled,

        @Described("The accelerator's DNS name.") @Nullable String dnsName,

        @Described("The accelerator's DNS name for both families of addresses.") @Nullable
        String dualStackDnsName,

        @Described("IPV4 or DUAL_STACK.") @Nullable @Dimension
        String ipAddressType,

        @Described("The accelerator's static addresses.") @IpAddress
        List<String> ipAddresses,

        @Described("The accelerator's listeners; absent where they could not be read.") @Nullable
        List<AcceleratorListener> listeners,

        @Described("When it was made.") @Nullable Instant createdTime,

        @Described(
                "When AWS was asked last for its listeners, their endpoint groups and its tags; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(value = "listeners", tags = true)
        Instant listenersCheckedAt) {}
