package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InspectorCoverage;
import io.muster.inventory.kind.InspectorSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.inspector2.model.CoverageFilterCriteria;
import software.amazon.awssdk.services.inspector2.model.CoverageResourceType;
import software.amazon.awssdk.services.inspector2.model.CoverageStringComparison;
import software.amazon.awssdk.services.inspector2.model.CoverageStringFilter;
import software.amazon.awssdk.services.inspector2.model.CoveredResource;
import software.amazon.awssdk.services.inspector2.model.ListCoverageResponse;
import software.amazon.awssdk.services.inspector2.model.ScanStatus;
import software.amazon.awssdk.services.inspector2.model.ScanType;

/** The instances whose packages Amazon Inspector scans, or fails to. That it looks at their networks as well is left out. */
@ApplicationScoped
class InspectorCoverageCollector extends CoverageCollector<InspectorSettings, CoveredResource, InspectorCoverage> {

    private static final String COVERAGE = "ListCoverage";

    private final InspectorSettingsCollector settings;

    InspectorCoverageCollector(InspectorSettingsCollector settings) {
        this.settings = settings;
    }

    @Override
    public Class<InspectorCoverage> type() {
        return InspectorCoverage.class;
    }

    @Override
    Collector<InspectorSettings> settings() {
        return settings;
    }

    @Override
    AwsOperation operation() {
        return AwsService.INSPECTOR.operation(COVERAGE);
    }

    @Override
    public List<String> events() {
        return List.of("inspector2:Enable", "inspector2:Disable");
    }

    @Override
    boolean off(InspectorSettings settings) {
        return Boolean.FALSE.equals(settings.scansInstances());
    }

    @Override
    Listing<?, CoveredResource> listing(Resource<InspectorSettings> settings) {
        CoverageFilterCriteria instances = CoverageFilterCriteria.builder()
                .accountId(equal(settings.scope().accountId()))
                .resourceType(equal(CoverageResourceType.AWS_EC2_INSTANCE.toString()))
                .scanType(equal(ScanType.PACKAGE.toString()))
                .build();
        return Listing.of(
                AwsService.INSPECTOR,
                COVERAGE,
                (inspector, token) -> inspector.listCoverage(
                        r -> r.filterCriteria(instances).maxResults(200).nextToken(token)),
                ListCoverageResponse::nextToken,
                ListCoverageResponse::coveredResources);
    }

    private static CoverageStringFilter equal(String value) {
        return CoverageStringFilter.builder()
                .comparison(CoverageStringComparison.EQUALS)
                .value(value)
                .build();
    }

    @Override
    Resource<InspectorCoverage> resource(AwsScope aws, CoveredResource covered) {
        ScanStatus status = covered.scanStatus();
        String id = UnreadableItem.require("the id", covered.resourceId());
        InspectorCoverage attributes = new InspectorCoverage(
                id,
                status == null ? null : status.statusCodeAsString(),
                status == null ? null : status.reasonAsString(),
                covered.scanModeAsString());
        return aws.resource(id, null, Map.of(), attributes);
    }
}
