package io.muster.collect;

import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.LaunchOverride;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.LaunchTemplateVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Which versions of launch templates auto scaling groups and fleets name. */
final class LaunchTemplateUses {

    static final String DEFAULT = "$Default";
    static final String LATEST = "$Latest";

    private final Map<String, Set<Long>> byId = new HashMap<>();
    private final Map<String, Set<Long>> byName = new HashMap<>();

    /** A version of a template, as it is asked for. */
    record Version(String templateId, long number) {
        @Override
        public String toString() {
            return templateId + "/" + number;
        }
    }

    /** Adds the versions by which the group launches. Running instances may have an older one, which no new instance gets. */
    void add(AutoScalingGroup group) {
        Stream.ofNullable(group.launchTemplate()).forEach(this::add);
        Stream.ofNullable(group.mixedInstances())
                .flatMap(mixed -> Stream.concat(
                        Stream.ofNullable(mixed.launchTemplate()),
                        mixed.overrides().stream()
                                .map(LaunchOverride::launchTemplate)
                                .flatMap(Stream::ofNullable)))
                .forEach(this::add);
    }

    void add(Collection<LaunchTemplateReference> references) {
        references.forEach(this::add);
    }

    private void add(LaunchTemplateReference reference) {
        String version = reference.version();
        if (version == null || !version.matches("\\d{1,18}")) {
            return;
        }
        if (reference.launchTemplateId() != null) {
            byId.computeIfAbsent(reference.launchTemplateId(), id -> new HashSet<>())
                    .add(Long.valueOf(version));
        } else if (reference.launchTemplateName() != null) {
            byName.computeIfAbsent(reference.launchTemplateName(), name -> new HashSet<>())
                    .add(Long.valueOf(version));
        }
    }

    /**
     * The versions that are in use and were not read yet, in order.
     *
     * @param read  the versions that were read, by template
     * @param whole whether the listing of default and latest versions was read to its end: then a template that it does not
     *     hold is newer than it
     */
    List<Version> unread(
            List<LaunchTemplate> templates, Map<String, Map<Long, LaunchTemplateVersion>> read, boolean whole) {
        return templates.stream()
                .flatMap(template -> Stream.of(
                                byId.getOrDefault(template.launchTemplateId(), Set.of()).stream(),
                                byName.getOrDefault(String.valueOf(template.launchTemplateName()), Set.of()).stream(),
                                whole
                                        ? Stream.of(template.defaultVersionNumber(), template.latestVersionNumber())
                                                .filter(number -> number != null)
                                        : Stream.<Long>empty())
                        .flatMap(numbers -> numbers)
                        .distinct()
                        .filter(number -> !read.getOrDefault(template.launchTemplateId(), Map.of())
                                .containsKey(number))
                        .sorted()
                        .map(number -> new Version(template.launchTemplateId(), number)))
                .toList();
    }
}
