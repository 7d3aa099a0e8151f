package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.GuardDutyCoverage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.guardduty.model.AgentDetails;
import software.amazon.awssdk.services.guardduty.model.CoverageEc2InstanceDetails;
import software.amazon.awssdk.services.guardduty.model.CoverageFilterCriterion;
import software.amazon.awssdk.services.guardduty.model.CoverageFilterCriterionKey;
import software.amazon.awssdk.services.guardduty.model.CoverageResource;
import software.amazon.awssdk.services.guardduty.model.ListCoverageResponse;
import software.amazon.awssdk.services.guardduty.model.ResourceType;

/** The instances that GuardDuty's Runtime Monitoring covers, or fails to. */
@ApplicationScoped
class GuardDutyCoverageCollector extends CoverageCollector<Detector, CoverageResource, GuardDutyCoverage> {

    private static final String COVERAGE = "ListCoverage";

    private final DetectorCollector detectors;

    GuardDutyCoverageCollector(DetectorCollector detectors) {
        this.detectors = detectors;
    }

    @Override
    public Class<GuardDutyCoverage> type() {
        return GuardDutyCoverage.class;
    }

    @Override
    Collector<Detector> settings() {
        return detectors;
    }

    @Override
    AwsOperation operation() {
        return AwsService.GUARDDUTY.operation(COVERAGE);
    }

    @Override
    boolean off(Detector detector) {
        return Boolean.FALSE.equals(detector.watchesAtRunTime());
    }

    @Override
    Listing<?, CoverageResource> listing(Resource<Detector> detector) {
        return Listing.of(
                AwsService.GUARDDUTY,
                COVERAGE,
                (guardDuty, token) -> guardDuty.listCoverage(r -> r.detectorId(detector.resourceId())
                        .filterCriteria(criteria -> criteria.filterCriterion(
                                equal(CoverageFilterCriterionKey.RESOURCE_TYPE, ResourceType.EC2.toString()),
                                equal(
                                        CoverageFilterCriterionKey.ACCOUNT_ID,
                                        detector.scope().accountId())))
                        .maxResults(50)
                        .nextToken(token)),
                ListCoverageResponse::nextToken,
                ListCoverageResponse::resources);
    }

    private static CoverageFilterCriterion equal(CoverageFilterCriterionKey key, String value) {
        return CoverageFilterCriterion.builder()
                .criterionKey(key)
                .filterCondition(condition -> condition.equalsValue(value))
                .build();
    }

    @Override
    Resource<GuardDutyCoverage> resource(AwsScope aws, CoverageResource covered) {
        CoverageEc2InstanceDetails instance = UnreadableItem.require(
                "the instance",
                UnreadableItem.require("the details", covered.resourceDetails()).ec2InstanceDetails());
        AgentDetails agent = instance.agentDetails();
        String id = UnreadableItem.require("the instance's id", instance.instanceId());
        GuardDutyCoverage attributes = new GuardDutyCoverage(
                id,
                covered.coverageStatusAsString(),
                covered.issue(),
                instance.managementTypeAsString(),
                agent == null ? null : agent.version());
        return aws.resource(id, null, Map.of(), attributes);
    }
}
