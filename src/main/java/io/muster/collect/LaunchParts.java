package io.muster.collect;

import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.LaunchNetworkInterface;
import io.muster.inventory.kind.LaunchTemplateReference;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecification;

/** The parts that launch templates, launch configurations and fleets have in common. */
final class LaunchParts {

    private LaunchParts() {}

    /** The devices, sorted. Entries that remove a device of the image are left out. */
    static List<LaunchBlockDevice> devices(Stream<LaunchBlockDevice> devices) {
        return devices.sorted(Comparator.comparing(
                        LaunchBlockDevice::deviceName, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** The interfaces, sorted by their positions. */
    static List<LaunchNetworkInterface> interfaces(Stream<LaunchNetworkInterface> interfaces) {
        return interfaces
                .sorted(Comparator.comparing(
                        LaunchNetworkInterface::deviceIndex, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** The groups of the whole and of its interfaces. */
    static List<String> groups(Stream<String> own, List<LaunchNetworkInterface> interfaces) {
        return Canonical.strings(
                Stream.concat(own, interfaces.stream().flatMap(eni -> eni.securityGroupIds().stream())));
    }

    static @Nullable LaunchTemplateReference reference(@Nullable FleetLaunchTemplateSpecification template) {
        return template == null
                ? null
                : new LaunchTemplateReference(
                        template.launchTemplateId(), template.launchTemplateName(), template.version());
    }

    /** The references, sorted and without duplicates. */
    static List<LaunchTemplateReference> references(Stream<LaunchTemplateReference> references) {
        return references
                .distinct()
                .sorted(Comparator.comparing(
                                LaunchTemplateReference::launchTemplateId,
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(
                                LaunchTemplateReference::launchTemplateName,
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(
                                LaunchTemplateReference::version, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** A part of an object that may be absent. */
    static <W, P> @Nullable P part(@Nullable W whole, Function<W, P> part) {
        return whole == null ? null : part.apply(whole);
    }

    /** A profile is given by its ARN or by its name. */
    static @Nullable String either(@Nullable String arn, @Nullable String name) {
        return arn == null ? name : arn;
    }
}
