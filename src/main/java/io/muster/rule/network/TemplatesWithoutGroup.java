package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.FleetState;
import io.muster.estate.LaunchTemplateUse;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Fleet;
import io.muster.inventory.kind.LaunchNetworkInterface;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The launch templates whose instances get the default group of a VPC, since they name none: AWS's page "Store instance launch
 * parameters in Amazon EC2 launch templates".
 */
final class TemplatesWithoutGroup {

    /** Without these it is not known which templates there are, or which VPCs they launch into. */
    static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.LAUNCH_TEMPLATE,
            ResourceKind.AUTO_SCALING_GROUP,
            ResourceKind.FLEET,
            ResourceKind.SPOT_FLEET_REQUEST,
            ResourceKind.SUBNET,
            ResourceKind.VPC);

    private final Estate estate;
    private final Map<String, Set<String>> byVpc = new HashMap<>();

    /** Why it is not known of each template where it launches; null where it is. */
    @Nullable
    private NotRead unread;

    /** Once they are asked for. */
    @Nullable
    private List<Launcher> launchers;

    /**
     * An auto scaling group or a fleet.
     *
     * @param templates the templates that it launches by
     * @param subnetIds the subnets that it launches in; empty where it leaves them to AWS, null where they are not known
     */
    private record Launcher(
            String arn,
            List<LaunchTemplateReference> templates,
            @Nullable List<String> subnetIds) {}

    private TemplatesWithoutGroup(Estate estate) {
        this.estate = estate;
        estate.stored(LaunchTemplate.class).stream()
                .filter(template ->
                        estate.current(template) && !template.attributes().operatorManaged())
                .forEach(this::add);
    }

    static TemplatesWithoutGroup of(Estate estate) {
        return estate.view(TemplatesWithoutGroup.class, TemplatesWithoutGroup::new);
    }

    private void add(Resource<LaunchTemplate> template) {
        try {
            versions(template)
                    .flatMap(version -> vpcs(template, version))
                    .forEach(vpc ->
                            byVpc.computeIfAbsent(vpc, k -> new TreeSet<>()).add(template.resourceId()));
        } catch (NotRead missing) {
            unread = missing;
        }
    }

    /**
     * The ids of the templates, in their order.
     *
     * @throws NotRead if none is known, and one of the kinds, or the versions of a template, were not read
     */
    List<String> into(@Nullable String vpcId) {
        Set<String> found = byVpc.getOrDefault(String.valueOf(vpcId), Set.of());
        if (found.isEmpty()) {
            estate.all(LaunchTemplate.class);
            if (unread != null) {
                throw unread;
            }
        }
        return List.copyOf(found);
    }

    private static Stream<LaunchTemplateVersion> versions(Resource<LaunchTemplate> template) {
        List<LaunchTemplateVersion> versions = template.attributes().versions();
        if (versions == null) {
            throw new NotRead("the versions of " + template.arn());
        }
        return versions.stream();
    }

    /** The VPCs where the version's instances get the default group. */
    private Stream<String> vpcs(Resource<LaunchTemplate> template, LaunchTemplateVersion version) {
        if (version.networkInterfaces().isEmpty()) {
            return named(version) ? Stream.empty() : launchedInto(template, version);
        }
        return version.networkInterfaces().stream()
                .filter(eni -> eni.securityGroupIds().isEmpty() && eni.networkInterfaceId() == null)
                .flatMap(eni -> vpcs(eni, template, version));
    }

    private static boolean named(LaunchTemplateVersion version) {
        return !version.securityGroupIds().isEmpty()
                || !version.securityGroupNames().isEmpty();
    }

    private Stream<String> vpcs(
            LaunchNetworkInterface eni, Resource<LaunchTemplate> template, LaunchTemplateVersion version) {
        return eni.subnetId() == null ? launchedInto(template, version) : vpcOf(eni.subnetId());
    }

    /** The VPCs of the groups and fleets; without any, the default VPC, where AWS launches a call that names no subnet. */
    private Stream<String> launchedInto(Resource<LaunchTemplate> template, LaunchTemplateVersion version) {
        List<Launcher> users = launchers().stream()
                .filter(launcher -> LaunchTemplateUse.names(launcher.templates(), template, version))
                .toList();
        return users.isEmpty() && version.defaultVersion()
                ? defaultVpc()
                : users.stream().flatMap(this::vpcs);
    }

    private Stream<String> vpcs(Launcher launcher) {
        if (launcher.subnetIds() == null) {
            throw new NotRead("the subnets of " + launcher.arn());
        }
        return launcher.subnetIds().isEmpty()
                ? defaultVpc()
                : launcher.subnetIds().stream().flatMap(this::vpcOf);
    }

    private List<Launcher> launchers() {
        if (launchers == null) {
            launchers = Stream.of(groups(), fleets(), spotFleets())
                    .flatMap(all -> all)
                    .toList();
        }
        return launchers;
    }

    private Stream<Launcher> groups() {
        return estate.all(AutoScalingGroup.class).stream()
                .map(group -> new Launcher(
                        group.arn(),
                        LaunchTemplateUse.references(group.attributes()),
                        group.attributes().subnetIds()));
    }

    private Stream<Launcher> fleets() {
        return estate.all(Fleet.class).stream()
                .filter(fleet -> FleetState.launches(fleet.attributes().state()))
                .map(fleet -> new Launcher(
                        fleet.arn(),
                        fleet.attributes().launchTemplates(),
                        fleet.attributes().subnetIds()));
    }

    private Stream<Launcher> spotFleets() {
        return estate.all(SpotFleetRequest.class).stream()
                .filter(fleet -> FleetState.launches(fleet.attributes().state()))
                .map(fleet -> new Launcher(
                        fleet.arn(),
                        fleet.attributes().launchTemplates(),
                        fleet.attributes().subnetIds()));
    }

    private Stream<String> defaultVpc() {
        return estate.all(Vpc.class).stream()
                .filter(vpc -> vpc.attributes().isDefault())
                .map(Resource::resourceId);
    }

    private Stream<String> vpcOf(String subnetId) {
        return estate.find(Subnet.class, subnetId).stream()
                .map(subnet -> subnet.attributes().vpcId())
                .filter(Objects::nonNull);
    }
}
