package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeFlowLogs}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.FLOW_LOG, plural = "flowLogs", description = "A VPC flow log.")
public record FlowLog(
        @Described("The status: ACTIVE, or another value that AWS reports.") @Nullable @Dimension
        String logStatus,

        @Described("SUCCESS or FAILED.") @Nullable @Dimension
        String deliverStatus,

        @Described("Why delivery fails.") @Nullable String deliverErrorMessage,

        @Described("ACCEPT, REJECT or ALL.") @Nullable @Dimension
        String trafficType,

        @Described("The VPC, subnet or network interface whose traffic it records.")
        @Nullable
        @Filterable("resourceIdsLogged")
        @Link(Relation.LOGS)
        String resourceIdLogged,

        @Described("cloud-watch-logs, s3 or kinesis-data-firehose.") @Nullable @Dimension
        String destinationType) {}
