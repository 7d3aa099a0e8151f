package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.account.AccountSource;
import io.muster.estate.reach.Reachable;
import io.muster.finding.FindingCause;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingEventType;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingStepType;
import io.muster.finding.ResultDimension;
import io.muster.finding.StaleReason;
import io.muster.finding.TrendInterval;
import io.muster.finding.exemption.AttestedVerdict;
import io.muster.finding.exemption.ExemptionEventType;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.muster.inventory.CoverageDimension;
import io.muster.inventory.CoverageState;
import io.muster.inventory.change.ChangeType;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.muster.scan.DenialCause;
import io.muster.scan.PermissionVerdict;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import io.muster.scan.verification.VerificationOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Definitions that take the place of SmallRye's own. It knows the enums of lower floors, but not the descriptions of their
 * values, because those floors do not know GraphQL's annotations; and it drops {@code @NonNull} from an input field that has
 * a default value.
 */
@ApplicationScoped
class AmendmentPart implements SchemaAssembly.SchemaPart {

    private static final List<Class<? extends Enum<?>>> DESCRIBED = List.of(
            Area.class,
            Severity.class,
            FindingStatus.class,
            StaleReason.class,
            FindingResolution.class,
            FindingCause.class,
            FindingStepType.class,
            ResultDimension.class,
            ExemptionType.class,
            ExemptionState.class,
            ExemptionEventType.class,
            AttestedVerdict.class,
            FindingDimension.class,
            FindingEventType.class,
            TrendInterval.class,
            ChangeType.class,
            AccountSource.class,
            ScanStatus.class,
            ScanTrigger.class,
            CoverageState.class,
            DenialCause.class,
            CoverageDimension.class,
            Reachable.class,
            PermissionVerdict.class,
            VerificationOutcome.class);

    private static final String FINDING_ORDER = """
            "The order of findings."
            input FindingOrder {
              "The field."
              field: FindingOrderField!
              "Ascending or descending."
              direction: Direction! = DESC
            }
            """;

    @Override
    public String definitions() {
        return DESCRIBED.stream().map(Definitions::enumeration).collect(Collectors.joining("", FINDING_ORDER, ""));
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        // neither enums nor inputs have fetchers
    }
}
