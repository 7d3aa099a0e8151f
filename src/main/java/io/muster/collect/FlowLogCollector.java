package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.FlowLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;

@ApplicationScoped
class FlowLogCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.FlowLog, FlowLog> {

    FlowLogCollector() {
        super(
                FlowLog.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeFlowLogs",
                        (ec2, token) ->
                                ec2.describeFlowLogs(r -> r.maxResults(1000).nextToken(token)),
                        DescribeFlowLogsResponse::nextToken,
                        DescribeFlowLogsResponse::flowLogs));
    }

    @Override
    Resource<FlowLog> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.FlowLog log) {
        Map<String, String> tags = Tags.of(log.tags());
        FlowLog attributes = new FlowLog(
                log.flowLogStatus(),
                log.deliverLogsStatus(),
                log.deliverLogsErrorMessage(),
                log.trafficTypeAsString(),
                log.resourceId(),
                log.logDestinationTypeAsString());
        return aws.resource(log.flowLogId(), Tags.name(tags), tags, attributes);
    }
}
