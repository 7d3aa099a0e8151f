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

/** The versions of launch templates by which auto scaling groups and fleets launch. */
public final class LaunchTemplateUse {

    private static final String LATEST = "$Latest";
    private static final String DEFAULT = "$Default";

    private LaunchTemplateUse() {}

    /** The names of the auto scaling groups, of those that are known at all, that launch by the version. */
    public static List<String> groups(Resource<LaunchTemplate> template, LaunchTemplateVersion version, Estate estate) {
        return estate.stored(AutoScalingGroup.class).stream()
                .filter(group -> names(references(group.attributes()), template, version))
                .map(Resource::resourceId)
                .sorted()
                .toList();
    }

    /** The templates that the group launches by. */
    public static List<LaunchTemplateReference> references(AutoScalingGroup group) {
        return Stream.concat(
                        Stream.ofNullable(group.launchTemplate()),
                        Stream.ofNullable(group.mixedInstances()).flatMap(LaunchTemplateUse::references))
                .toList();
    }

    private static Stream<LaunchTemplateReference> references(MixedInstances mixed) {
        return Stream.concat(
                Stream.ofNullable(mixed.launchTemplate()),
                mixed.overrides().stream().map(LaunchOverride::launchTemplate).filter(Objects::nonNull));
    }

    /** Whether one of the references means the version. */
    public static boolean names(
            List<LaunchTemplateReference> references,
            Resource<LaunchTemplate> template,
            LaunchTemplateVersion version) {
        return references.stream().anyMatch(reference -> names(reference, template, version));
    }

    private static boolean names(
            LaunchTemplateReference reference, Resource<LaunchTemplate> template, LaunchTemplateVersion version) {
        if (!names(reference, template)) {
            return false;
        }
        String named = Objects.requireNonNullElse(reference.version(), DEFAULT);
        return switch (named) {
            case DEFAULT -> version.defaultVersion();
            case LATEST -> version.latestVersion();
            default -> named.equals(String.valueOf(version.version()));
        };
    }

    /** A fleet may name its template by either. */
    private static boolean names(LaunchTemplateReference reference, Resource<LaunchTemplate> template) {
        return reference.launchTemplateId() == null
                ? reference.launchTemplateName() != null
                        && reference.launchTemplateName().equals(template.name())
                : reference.launchTemplateId().equals(template.resourceId());
    }
}
