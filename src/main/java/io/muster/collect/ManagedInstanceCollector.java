package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.PatchState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.ComplianceQueryOperatorType;
import software.amazon.awssdk.services.ssm.model.ComplianceStringFilter;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.DescribeInstancePatchStatesResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstancePatchState;
import software.amazon.awssdk.services.ssm.model.ListResourceComplianceSummariesResponse;
import software.amazon.awssdk.services.ssm.model.ResourceComplianceSummaryItem;
import software.amazon.awssdk.services.ssm.model.ResourceType;

/**
 * The managed nodes of Systems Manager. Their patches are asked for fifty nodes at a time, which is the most that AWS takes, and
 * the compliance of their associations once for all.
 */
@ApplicationScoped
class ManagedInstanceCollector implements Collector<ManagedInstance> {

    private static final int MOST_IDS = 50;
    private static final String NO_ASSOCIATION = "NONE";
    private static final String PATCHES = "DescribeInstancePatchStates";

    private static final Listing<?, InstanceInformation> NODES = Listing.of(
            AwsService.SSM,
            "DescribeInstanceInformation",
            (ssm, token) ->
                    ssm.describeInstanceInformation(r -> r.maxResults(50).nextToken(token)),
            DescribeInstanceInformationResponse::nextToken,
            DescribeInstanceInformationResponse::instanceInformationList);

    private static final ComplianceStringFilter OF_ASSOCIATIONS = ComplianceStringFilter.builder()
            .key("ComplianceType")
            .values("Association")
            .type(ComplianceQueryOperatorType.EQUAL)
            .build();

    private static final Listing<?, ResourceComplianceSummaryItem> ASSOCIATIONS = Listing.of(
            AwsService.SSM,
            "ListResourceComplianceSummaries",
            (ssm, token) -> ssm.listResourceComplianceSummaries(
                    r -> r.filters(OF_ASSOCIATIONS).maxResults(50).nextToken(token)),
            ListResourceComplianceSummariesResponse::nextToken,
            ListResourceComplianceSummariesResponse::resourceComplianceSummaryItems);

    /** The data of other listings that is merged into the nodes. */
    private record Known(
            ListedFacts<InstancePatchState> patches, ListedFacts<ResourceComplianceSummaryItem> associations) {}

    @Override
    public Class<ManagedInstance> type() {
        return ManagedInstance.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(NODES.operation(), AwsService.SSM.operation(PATCHES), ASSOCIATIONS.operation());
    }

    @Override
    public Uni<Collection<ManagedInstance>> collect(AwsScope aws) {
        return NODES.<InstanceInformation>read(aws, ManagedInstanceCollector::identified)
                .chain(nodes -> beside(aws, nodes.items()).map(known -> joined(aws, nodes, known)));
    }

    private static InstanceInformation identified(InstanceInformation node) {
        UnreadableItem.require("the id", node.instanceId());
        return node;
    }

    private static Uni<Known> beside(AwsScope aws, List<InstanceInformation> nodes) {
        if (nodes.isEmpty()) {
            return Uni.createFrom().item(new Known(ListedFacts.together(List.of()), ListedFacts.together(List.of())));
        }
        List<String> ids = nodes.stream().map(InstanceInformation::instanceId).toList();
        return Uni.combine()
                .all()
                .unis(patches(aws, ids), ListedFacts.read(aws, ASSOCIATIONS, ResourceComplianceSummaryItem::resourceId))
                .with(Known::new);
    }

    private static Uni<ListedFacts<InstancePatchState>> patches(AwsScope aws, List<String> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(MOST_IDS)
                .onItem()
                .transformToUniAndConcatenate(
                        some -> ListedFacts.read(aws, patches(some), InstancePatchState::instanceId))
                .collect()
                .asList()
                .map(ListedFacts::together);
    }

    private static Listing<?, InstancePatchState> patches(List<String> ids) {
        return Listing.of(
                AwsService.SSM,
                PATCHES,
                (ssm, token) -> ssm.describeInstancePatchStates(
                        r -> r.instanceIds(ids).maxResults(100).nextToken(token)),
                DescribeInstancePatchStatesResponse::nextToken,
                DescribeInstancePatchStatesResponse::instancePatchStates);
    }

    private static Collection<ManagedInstance> joined(AwsScope aws, Reading<InstanceInformation> nodes, Known known) {
        Harvest<Resource<ManagedInstance>> harvest = new Harvest<>();
        harvest.leaveOpen(nodes);
        harvest.withoutFacts(known.patches().whole().gaps());
        harvest.withoutFacts(known.associations().whole().gaps());
        nodes.items()
                .forEach(node -> harvest.add(NODES.operation(), node.instanceId(), () -> resource(aws, node, known)));
        return Reading.outcome(harvest.reading());
    }

    private static Resource<ManagedInstance> resource(AwsScope aws, InstanceInformation node, Known known) {
        String id = node.instanceId();
        InstancePatchState patches = known.patches().of(id);
        ManagedInstance attributes = new ManagedInstance(
                node.resourceTypeAsString(),
                node.resourceType() == ResourceType.MANAGED_INSTANCE ? null : id,
                node.pingStatusAsString(),
                node.lastPingDateTime(),
                node.agentVersion(),
                node.isLatestVersion(),
                node.platformTypeAsString(),
                node.platformName(),
                node.platformVersion(),
                node.iamRole(),
                node.registrationDate(),
                association(known.associations(), id),
                known.patches().tells(id) ? patches != null : null,
                patches == null ? null : state(patches));
        return aws.resource(id, node.name() == null ? node.computerName() : node.name(), Map.of(), attributes);
    }

    private static @Nullable String association(ListedFacts<ResourceComplianceSummaryItem> associations, String id) {
        ResourceComplianceSummaryItem found = associations.of(id);
        if (found != null) {
            return found.statusAsString();
        }
        return associations.tells(id) ? NO_ASSOCIATION : null;
    }

    private static PatchState state(InstancePatchState state) {
        return new PatchState(
                state.patchGroup(),
                state.baselineId(),
                state.missingCount(),
                state.failedCount(),
                state.installedPendingRebootCount(),
                state.installedRejectedCount(),
                state.criticalNonCompliantCount(),
                state.securityNonCompliantCount(),
                state.otherNonCompliantCount(),
                state.availableSecurityUpdateCount(),
                state.operationAsString(),
                state.operationEndTime());
    }
}
