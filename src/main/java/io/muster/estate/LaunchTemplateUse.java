package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.LaunchOverride;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.MixedInstances;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which auto scaling groups launch by which version of a launch template. */
public final class LaunchTemplateUse {

    private static final String LATEST = "$Latest";
    private static final String DEFAULT = "$Default";

    private LaunchTemplateUse() {}

    /** The names of the auto scaling groups, of those that are known at all, that launch by the version. */
    public static List<String> groups(Resource<LaunchTemplate> template, LaunchTemplateVersion version, Estate estate) {
        return estate.stored(AutoScalingGroup.class).stream()
                .filter(group -> references(group.attributes()).anyMatch(named -> names(named, template, version)))
                .map(Resource::resourceId)
                .sorted()
                .toList();
    }

    private static Stream<LaunchTemplateReference> references(AutoScalingGroup group) {
        return Stream.concat(
                Stream.ofNullable(group.launchTemplate()),
                Stream.ofNullable(group.mixedInstances()).flatMap(LaunchTemplateUse::references));
    }

    private static Stream<LaunchTemplateReference> references(MixedInstances mixed) {
        return Stream.concat(
                Stream.ofNullable(mixed.launchTemplate()),
                mixed.overrides().stream().map(LaunchOverride::launchTemplate).filter(Objects::nonNull));
    }

    private static boolean names(
            LaunchTemplateReference reference, Resource<LaunchTemplate> template, LaunchTemplateVersion version) {
        if (!template.resourceId().equals(reference.launchTemplateId())) {
            return false;
        }
        String named = Objects.requireNonNullElse(reference.version(), DEFAULT);
        return switch (named) {
            case DEFAULT -> version.defaultVersion();
            case LATEST -> version.latestVersion();
            default -> named.equals(String.valueOf(version.version()));
        };
    }
}
