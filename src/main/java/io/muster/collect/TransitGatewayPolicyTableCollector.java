package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayPolicyRule;
import io.muster.inventory.kind.TransitGatewayPolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPolicyTablesResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPolicyTableAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPolicyTableEntriesResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyRuleMetaData;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTableAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTableEntry;

/** Policy tables of transit gateways, with look-ups of each one's associations and rules. */
@ApplicationScoped
class TransitGatewayPolicyTableCollector
        extends DetailCollector<
                software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable, TransitGatewayPolicyTable> {

    private static final String GONE = "InvalidTransitGatewayPolicyTableId";

    private static final software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyRule ANY =
            software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyRule.builder()
                    .build();
    private static final TransitGatewayPolicyRuleMetaData NO_METADATA =
            TransitGatewayPolicyRuleMetaData.builder().build();

    private static final Lookup<
                    software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable,
                    List<TransitGatewayAssociation>>
            ASSOCIATIONS = Lookup.list(
                            AwsService.EC2,
                            "GetTransitGatewayPolicyTableAssociations",
                            software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable
                                    ::transitGatewayPolicyTableId,
                            (ec2, id, token) ->
                                    ec2.getTransitGatewayPolicyTableAssociations(r -> r.transitGatewayPolicyTableId(id)
                                            .maxResults(1000)
                                            .nextToken(token)),
                            GetTransitGatewayPolicyTableAssociationsResponse::nextToken,
                            page -> page.associations().stream()
                                    .map(TransitGatewayPolicyTableCollector::association)
                                    .toList(),
                            Comparator.comparing(TransitGatewayAssociation::attachmentId, Canonical.TEXTS))
                    .gone(GONE)
                    .rechecked()
                    .onlyIf(TransitGatewayPolicyTableCollector::exists, List.of());

    private static final Lookup<
                    software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable, List<TransitGatewayPolicyRule>>
            RULES = Lookup.list(
                            AwsService.EC2,
                            "GetTransitGatewayPolicyTableEntries",
                            software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable
                                    ::transitGatewayPolicyTableId,
                            (ec2, id, token) ->
                                    ec2.getTransitGatewayPolicyTableEntries(r -> r.transitGatewayPolicyTableId(id)
                                            .maxResults(1000)
                                            .nextToken(token)),
                            GetTransitGatewayPolicyTableEntriesResponse::nextToken,
                            page -> page.transitGatewayPolicyTableEntries().stream()
                                    .map(TransitGatewayPolicyTableCollector::rule)
                                    .toList(),
                            Comparator.comparingInt(TransitGatewayPolicyTableCollector::place)
                                    .thenComparing(TransitGatewayPolicyRule::number, Canonical.TEXTS))
                    .gone(GONE)
                    .rechecked()
                    .onlyIf(TransitGatewayPolicyTableCollector::exists, List.of());

    TransitGatewayPolicyTableCollector() {
        super(
                TransitGatewayPolicyTable.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeTransitGatewayPolicyTables",
                        (ec2, token) -> ec2.describeTransitGatewayPolicyTables(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeTransitGatewayPolicyTablesResponse::nextToken,
                        DescribeTransitGatewayPolicyTablesResponse::transitGatewayPolicyTables),
                software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable::transitGatewayPolicyTableId,
                List.of(ASSOCIATIONS, RULES));
    }

    @Override
    Resource<TransitGatewayPolicyTable> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable> detail) {
        var table = detail.item();
        Map<String, String> tags = Tags.of(table.tags());
        TransitGatewayPolicyTable attributes = new TransitGatewayPolicyTable(
                table.stateAsString(),
                table.transitGatewayId(),
                detail.of(ASSOCIATIONS),
                detail.of(RULES),
                table.creationTime(),
                null);
        return aws.resource(table.transitGatewayPolicyTableId(), Tags.name(tags), tags, attributes);
    }

    private static TransitGatewayAssociation association(TransitGatewayPolicyTableAssociation association) {
        return new TransitGatewayAssociation(
                association.transitGatewayAttachmentId(),
                association.resourceTypeAsString(),
                association.resourceId(),
                association.stateAsString());
    }

    private static TransitGatewayPolicyRule rule(TransitGatewayPolicyTableEntry entry) {
        var rule = entry.policyRule() == null ? ANY : entry.policyRule();
        TransitGatewayPolicyRuleMetaData metadata = rule.metaData() == null ? NO_METADATA : rule.metaData();
        return new TransitGatewayPolicyRule(
                entry.policyRuleNumber(),
                rule.sourceCidrBlock(),
                rule.sourcePortRange(),
                rule.destinationCidrBlock(),
                rule.destinationPortRange(),
                rule.protocol(),
                metadata.metaDataKey(),
                metadata.metaDataValue(),
                entry.targetRouteTableId(),
                entry.stateAsString());
    }

    /** Numbers come as texts. */
    private static int place(TransitGatewayPolicyRule rule) {
        String number = rule.number();
        return number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
    }

    /** AWS lists a deleted table for a while, and may refuse look-ups of it. */
    private static boolean exists(software.amazon.awssdk.services.ec2.model.TransitGatewayPolicyTable table) {
        return !"deleted".equals(table.stateAsString());
    }
}
