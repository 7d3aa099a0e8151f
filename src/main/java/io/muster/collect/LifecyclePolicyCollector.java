package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LifecycleCopyRule;
import io.muster.inventory.kind.LifecycleExclusions;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.LifecycleSchedule;
import io.muster.inventory.kind.LifecycleShareRule;
import io.muster.inventory.kind.TagMatch;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dlm.model.CreateRule;
import software.amazon.awssdk.services.dlm.model.CrossRegionCopyRule;
import software.amazon.awssdk.services.dlm.model.CrossRegionCopyTarget;
import software.amazon.awssdk.services.dlm.model.Exclusions;
import software.amazon.awssdk.services.dlm.model.GetLifecyclePoliciesResponse;
import software.amazon.awssdk.services.dlm.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.dlm.model.LifecyclePolicySummary;
import software.amazon.awssdk.services.dlm.model.Parameters;
import software.amazon.awssdk.services.dlm.model.PolicyDetails;
import software.amazon.awssdk.services.dlm.model.RetainRule;
import software.amazon.awssdk.services.dlm.model.Schedule;
import software.amazon.awssdk.services.dlm.model.Tag;

/** Lifecycle policies, default ones among them, with a look-up of each. Their listing has no pages. */
@ApplicationScoped
class LifecyclePolicyCollector extends DetailCollector<LifecyclePolicySummary, LifecyclePolicy> {

    private static final Lookup<LifecyclePolicySummary, software.amazon.awssdk.services.dlm.model.LifecyclePolicy>
            POLICY = Lookup.of(
                            AwsService.DATA_LIFECYCLE_MANAGER,
                            "GetLifecyclePolicy",
                            LifecyclePolicySummary::policyId,
                            (dlm, id) -> dlm.getLifecyclePolicy(r -> r.policyId(id)),
                            GetLifecyclePolicyResponse::policy)
                    .gone("ResourceNotFoundException")
                    .rechecked();

    LifecyclePolicyCollector() {
        super(
                LifecyclePolicy.class,
                Listing.of(
                        AwsService.DATA_LIFECYCLE_MANAGER,
                        "GetLifecyclePolicies",
                        (dlm, token) -> dlm.getLifecyclePolicies(r -> {}),
                        page -> null,
                        GetLifecyclePoliciesResponse::policies),
                LifecyclePolicySummary::policyId,
                List.of(POLICY));
    }

    @Override
    Resource<LifecyclePolicy> resource(AwsScope aws, Detail<LifecyclePolicySummary> detail) {
        LifecyclePolicySummary listed = detail.item();
        var read = detail.of(POLICY);
        var policy = read == null
                ? software.amazon.awssdk.services.dlm.model.LifecyclePolicy.builder()
                        .build()
                : read;
        PolicyDetails details = read == null ? null : details(read);
        Map<String, String> tags = new TreeMap<>(listed.tags());
        LifecyclePolicy attributes = new LifecyclePolicy(
                policy.stateAsString() == null ? listed.stateAsString() : policy.stateAsString(),
                policy.statusMessage(),
                listed.description(),
                listed.policyTypeAsString(),
                details == null ? null : details.policyLanguageAsString(),
                listed.defaultPolicy(),
                policy.executionRoleArn(),
                details == null ? null : resourceTypes(details),
                details == null ? null : Canonical.strings(details.resourceLocationsAsStrings().stream()),
                details == null ? null : tags(details.targetTags()),
                details == null ? null : schedules(details),
                details == null ? null : details.createInterval(),
                details == null ? null : details.retainInterval(),
                details == null ? null : exclusions(details.exclusions(), details.parameters()),
                policy.dateCreated(),
                policy.dateModified(),
                null);
        return aws.resource(listed.policyId(), Tags.name(tags), tags, attributes);
    }

    private static PolicyDetails details(software.amazon.awssdk.services.dlm.model.LifecyclePolicy policy) {
        return policy.policyDetails() == null ? PolicyDetails.builder().build() : policy.policyDetails();
    }

    /** A default policy has one type, in a member of its own. */
    private static List<String> resourceTypes(PolicyDetails details) {
        return Canonical.strings(Stream.concat(
                details.resourceTypesAsStrings().stream(),
                Stream.of(details).map(PolicyDetails::resourceTypeAsString)));
    }

    private static List<TagMatch> tags(List<Tag> tags) {
        return ChosenTags.of(tags, Tag::key, Tag::value);
    }

    /** The copies that a default policy makes in other regions, as a schedule without a name. */
    private static List<LifecycleSchedule> schedules(PolicyDetails details) {
        Stream<LifecycleSchedule> own = details.schedules().stream().map(LifecyclePolicyCollector::schedule);
        Stream<LifecycleSchedule> copies = details.crossRegionCopyTargets().isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new LifecycleSchedule(null, null, null, null, null, null, null, List.of(), copies(details)));
        return Stream.concat(own, copies)
                .sorted(Comparator.comparing(
                        LifecycleSchedule::name, Comparator.nullsFirst(Comparator.<String>naturalOrder())))
                .toList();
    }

    private static List<LifecycleCopyRule> copies(PolicyDetails details) {
        return details.crossRegionCopyTargets().stream()
                .map(CrossRegionCopyTarget::targetRegion)
                .sorted(Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .map(region -> new LifecycleCopyRule(region, null, null))
                .toList();
    }

    private static LifecycleSchedule schedule(Schedule schedule) {
        CreateRule create = schedule.createRule() == null ? CreateRule.builder().build() : schedule.createRule();
        RetainRule retain = schedule.retainRule() == null ? RetainRule.builder().build() : schedule.retainRule();
        return new LifecycleSchedule(
                schedule.name(),
                create.interval(),
                create.intervalUnitAsString(),
                create.cronExpression(),
                retain.count(),
                retain.interval(),
                retain.intervalUnitAsString(),
                Canonical.records(schedule.shareRules().stream()
                        .map(rule -> new LifecycleShareRule(
                                Canonical.strings(rule.targetAccounts().stream()),
                                rule.unshareInterval(),
                                rule.unshareIntervalUnitAsString()))),
                Canonical.records(schedule.crossRegionCopyRules().stream().map(LifecyclePolicyCollector::copy)));
    }

    /** The region was a member of its own, before a target could be an Outpost. */
    private static LifecycleCopyRule copy(CrossRegionCopyRule rule) {
        return new LifecycleCopyRule(
                rule.target() == null ? rule.targetRegion() : rule.target(), rule.encrypted(), rule.cmkArn());
    }

    private static @Nullable LifecycleExclusions exclusions(
            @Nullable Exclusions ofDefault, @Nullable Parameters ofInstances) {
        if (ofDefault == null && ofInstances == null) {
            return null;
        }
        Exclusions named = ofDefault == null ? Exclusions.builder().build() : ofDefault;
        Parameters parameters = ofInstances == null ? Parameters.builder().build() : ofInstances;
        return new LifecycleExclusions(
                named.excludeBootVolumes() == null ? parameters.excludeBootVolume() : named.excludeBootVolumes(),
                Canonical.strings(named.excludeVolumeTypes().stream()),
                tags(named.excludeTags()),
                tags(parameters.excludeDataVolumeTags()));
    }
}
