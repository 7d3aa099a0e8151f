package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;

/**
 * Launch templates with their versions in use. The default and the latest versions of all templates come from one listing;
 * a version that an auto scaling group or a fleet names beside these is looked up by itself, once.
 */
@ApplicationScoped
class LaunchTemplateCollector implements Collector<LaunchTemplate> {

    private static final String DESCRIBE = "DescribeLaunchTemplates";
    private static final String DESCRIBE_VERSIONS = "DescribeLaunchTemplateVersions";

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.LaunchTemplate> TEMPLATES = new Listing<>(
            AwsService.EC2.operation(DESCRIBE),
            (aws, token) -> ManagedResources.included(
                    aws,
                    DESCRIBE,
                    (ec2, included) -> ec2.describeLaunchTemplates(r ->
                            r.includeManagedResources(included).maxResults(200).nextToken(token))),
            DescribeLaunchTemplatesResponse::nextToken,
            DescribeLaunchTemplatesResponse::launchTemplates);

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion> VERSIONS =
            new Listing<>(
                    AwsService.EC2.operation(DESCRIBE_VERSIONS),
                    (aws, token) -> ManagedResources.included(
                            aws,
                            DESCRIBE_VERSIONS,
                            (ec2, included) -> ec2.describeLaunchTemplateVersions(
                                    r -> r.versions(LaunchTemplateUses.DEFAULT, LaunchTemplateUses.LATEST)
                                            .includeManagedResources(included)
                                            .maxResults(200)
                                            .nextToken(token))),
                    DescribeLaunchTemplateVersionsResponse::nextToken,
                    DescribeLaunchTemplateVersionsResponse::launchTemplateVersions);

    private static final Lookup<LaunchTemplateUses.Version, List<LaunchTemplateVersion>> VERSION = Lookup.asking(
                    AwsService.EC2.operation(DESCRIBE_VERSIONS),
                    LaunchTemplateUses.Version::toString,
                    (aws, asked) -> ManagedResources.included(
                                    aws,
                                    DESCRIBE_VERSIONS,
                                    (ec2, included) -> ec2.describeLaunchTemplateVersions(
                                            r -> r.launchTemplateId(asked.templateId())
                                                    .versions(Long.toString(asked.number()))
                                                    .includeManagedResources(included)))
                            .map(LaunchTemplateCollector::versions))
            // InvalidLaunchTemplateId.VersionNotFound, or .NotFound where the template is gone as well
            .gone("InvalidLaunchTemplateId");

    private final AutoScalingGroupCollector groups;
    private final SpotFleetRequestCollector spotFleets;
    private final FleetCollector fleets;

    LaunchTemplateCollector(
            AutoScalingGroupCollector groups, SpotFleetRequestCollector spotFleets, FleetCollector fleets) {
        this.groups = groups;
        this.spotFleets = spotFleets;
        this.fleets = fleets;
    }

    @Override
    public Class<LaunchTemplate> type() {
        return LaunchTemplate.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.of(
                        Set.of(TEMPLATES.operation(), VERSIONS.operation()),
                        groups.operations(),
                        spotFleets.operations(),
                        fleets.operations())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Collection<LaunchTemplate>> collect(AwsScope aws) {
        return TEMPLATES
                .read(aws, LaunchTemplateCollector::identified)
                .chain(listed -> listed.items().isEmpty()
                        ? Uni.createFrom().item(Reading.outcome(none(listed)))
                        : withVersions(aws, listed));
    }

    private static List<LaunchTemplateVersion> versions(DescribeLaunchTemplateVersionsResponse answer) {
        return answer.launchTemplateVersions().stream()
                .map(LaunchTemplateVersions::version)
                .toList();
    }

    private static software.amazon.awssdk.services.ec2.model.LaunchTemplate identified(
            software.amazon.awssdk.services.ec2.model.LaunchTemplate template) {
        UnreadableItem.require("the id", template.launchTemplateId());
        return template;
    }

    private static Reading<Resource<LaunchTemplate>> none(Reading<?> listed) {
        return new Reading<>(List.of(), listed.unread(), listed.gaps());
    }

    private Uni<Collection<LaunchTemplate>> withVersions(
            AwsScope aws, Reading<software.amazon.awssdk.services.ec2.model.LaunchTemplate> listed) {
        Harvest<Resource<LaunchTemplate>> harvest = new Harvest<>();
        harvest.leaveOpen(listed);
        return Uni.combine()
                .all()
                .unis(
                        VERSIONS.read(aws, LaunchTemplateVersions.Of::read),
                        uses(aws, harvest),
                        Rechecks.of(aws, LaunchTemplate.class))
                .with((versions, uses, rechecks) -> {
                    harvest.withoutFacts(versions.gaps());
                    Map<String, Map<Long, LaunchTemplateVersion>> read = new TreeMap<>();
                    versions.items().forEach(version -> keep(read, version.templateId(), version.version()));
                    List<LaunchTemplateUses.Version> asked =
                            uses.unread(listed.items(), read, versions.gaps().isEmpty());
                    return lookUp(aws, unknown(aws, listed, asked, read, rechecks), read, harvest)
                            .map(incomplete -> outcome(aws, listed, read, rechecks, incomplete, harvest));
                })
                .chain(outcome -> outcome);
    }

    /** The versions that are not stored, or whose template is due for a recheck: a version itself never changes. */
    private static List<LaunchTemplateUses.Version> unknown(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.LaunchTemplate> listed,
            List<LaunchTemplateUses.Version> asked,
            Map<String, Map<Long, LaunchTemplateVersion>> read,
            Rechecks<LaunchTemplate> rechecks) {
        Map<String, Set<Long>> byTemplate = new HashMap<>();
        asked.forEach(version -> byTemplate
                .computeIfAbsent(version.templateId(), id -> new HashSet<>())
                .add(version.number()));
        listed.items().stream()
                .filter(template -> byTemplate.containsKey(template.launchTemplateId()))
                .forEach(template -> rechecks
                        .recalled(resource(aws, template, null))
                        .filter(known -> !rechecks.isDue(known))
                        .map(known -> known.resource().attributes().versions())
                        .stream()
                        .flatMap(List::stream)
                        .filter(version ->
                                byTemplate.get(template.launchTemplateId()).contains(version.version()))
                        .forEach(version -> keep(read, template.launchTemplateId(), version)));
        return asked.stream()
                .filter(version ->
                        !read.getOrDefault(version.templateId(), Map.of()).containsKey(version.number()))
                .toList();
    }

    private static Collection<LaunchTemplate> outcome(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.LaunchTemplate> listed,
            Map<String, Map<Long, LaunchTemplateVersion>> read,
            Rechecks<LaunchTemplate> rechecks,
            Set<String> incomplete,
            Harvest<Resource<LaunchTemplate>> harvest) {
        for (var template : listed.items()) {
            String id = template.launchTemplateId();
            harvest.add(
                    TEMPLATES.operation(),
                    id,
                    () -> rechecks.checked(resource(aws, template, read.get(id)), !incomplete.contains(id)));
        }
        return Reading.outcome(harvest.reading());
    }

    private Uni<LaunchTemplateUses> uses(AwsScope aws, Harvest<?> harvest) {
        LaunchTemplateUses uses = new LaunchTemplateUses();
        return aws.collected(groups)
                .invoke(found -> found.resources().forEach(group -> uses.add(group.attributes())))
                .invoke(found -> noteGaps(found, harvest))
                .chain(() -> aws.collected(spotFleets))
                .invoke(found -> found.resources()
                        .forEach(fleet -> uses.add(fleet.attributes().launchTemplates())))
                .invoke(found -> noteGaps(found, harvest))
                .chain(() -> aws.collected(fleets))
                .invoke(found -> found.resources()
                        .forEach(fleet -> uses.add(fleet.attributes().launchTemplates())))
                .invoke(found -> noteGaps(found, harvest))
                .replaceWith(uses);
    }

    /** Notes that some references were not read: the versions that they name are unknown. */
    private static void noteGaps(Collection<?> found, Harvest<?> harvest) {
        harvest.withoutFacts(found.gaps());
    }

    /** Looks versions up, and returns the templates of which a version could not be read. */
    private static Uni<Set<String>> lookUp(
            AwsScope aws,
            List<LaunchTemplateUses.Version> asked,
            Map<String, Map<Long, LaunchTemplateVersion>> read,
            Harvest<?> harvest) {
        Set<String> incomplete = new HashSet<>();
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUni(version -> VERSION.ask(aws, version).invoke(found -> {
                    synchronized (read) {
                        found.missing().forEach(fact -> {
                            harvest.withoutFact(fact.operation(), fact.reason(), fact.item());
                            incomplete.add(version.templateId());
                        });
                        Stream.ofNullable(found.facts())
                                .flatMap(List::stream)
                                .forEach(one -> keep(read, version.templateId(), one));
                    }
                }))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .replaceWith(incomplete);
    }

    private static void keep(
            Map<String, Map<Long, LaunchTemplateVersion>> read, String templateId, LaunchTemplateVersion version) {
        read.computeIfAbsent(templateId, id -> new TreeMap<>()).put(version.version(), version);
    }

    private static Resource<LaunchTemplate> resource(
            AwsScope aws,
            software.amazon.awssdk.services.ec2.model.LaunchTemplate template,
            @Nullable Map<Long, LaunchTemplateVersion> read) {
        Map<String, String> tags = Tags.of(template.tags());
        LaunchTemplate attributes = new LaunchTemplate(
                template.defaultVersionNumber(),
                template.latestVersionNumber(),
                LaunchTemplateVersions.inUse(template, read),
                template.createdBy(),
                Canonical.operator(template.operator()),
                template.createTime(),
                null);
        return aws.resource(
                template.launchTemplateId(), Tags.name(tags, template.launchTemplateName()), tags, attributes);
    }
}
