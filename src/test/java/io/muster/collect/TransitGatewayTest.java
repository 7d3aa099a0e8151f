package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.aws.AwsFailure;
import io.muster.aws.CannedAws;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of transit gateways where AWS tells a part of it, or refuses. */
class TransitGatewayTest extends CannedCollecting {

    private static final String MORE = "<additionalRoutesAvailable>true</additionalRoutesAvailable>";

    @Test
    void routesThatAwsDoesNotTellInFullAreUnknown() {
        // given
        tables("available").ec2("SearchTransitGatewayRoutes", routes("10.0.0.0/8") + MORE);

        // when
        Collection<TransitGatewayRouteTable> collection = collect(new TransitGatewayRouteTableCollector());

        // then
        TransitGatewayRouteTable table = collection.resources().get(0).attributes();
        assertThat(table.routes()).isNull();
        assertThat(table.associations()).isEmpty();
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .extracting(Gap::operation, Gap::errorCode)
                .containsExactly(tuple("ec2:SearchTransitGatewayRoutes", AwsFailure.UNREADABLE_ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {MORE, ""})
    void routesAreReadToTheLastPage(String more) {
        // given
        tables("available")
                .ec2("SearchTransitGatewayRoutes", routes("10.2.0.0/16") + more + "<nextToken>2</nextToken>")
                .ec2("SearchTransitGatewayRoutes", routes("10.1.0.0/16"));

        // when
        TransitGatewayRouteTable table =
                only(new TransitGatewayRouteTableCollector()).attributes();

        // then
        assertThat(table.routes())
                .extracting(TransitGatewayRoute::destination)
                .containsExactly("10.1.0.0/16", "10.2.0.0/16");
    }

    @Test
    void aDeletedTableIsNotLookedUp() {
        // given
        tables("deleted");

        // when
        TransitGatewayRouteTable table =
                only(new TransitGatewayRouteTableCollector()).attributes();

        // then
        assertThat(table.routes()).isEmpty();
        assertThat(canned.asked("SearchTransitGatewayRoutes")).isZero();
    }

    @Test
    void aTableThatIsGoneMeanwhileIsLeftOut() {
        // given
        tables("available").refuse("SearchTransitGatewayRoutes", 400, "InvalidRouteTableID.NotFound", "No such table");

        // when
        Collection<TransitGatewayRouteTable> collection = collect(new TransitGatewayRouteTableCollector());

        // then
        assertThat(collection).isEqualTo(new Collection.Complete<>(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T12:00:01Z, 2", "2026-11-24T11:59:59Z, 1"})
    void aNewAttachmentHasTheRoutesReadAnew(String made, int asked) {
        // given
        tables("available").ec2("SearchTransitGatewayRoutes", "<routeSet/>");
        attachments(
                "<resourceType>vpn</resourceType><state>available</state><creationTime>" + made + "</creationTime>");
        TransitGatewayRouteTableCollector tables = new TransitGatewayRouteTableCollector();
        Resource<TransitGatewayRouteTable> stored = tables.collect(aws.recalling(MadeRecall.of()))
                .await()
                .indefinitely()
                .resources()
                .get(0);

        // when
        Collection<TransitGatewayRouteTable> collection =
                tables.collect(aws.recalling(MadeRecall.of(stored))).await().indefinitely();

        // then
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(canned.asked("SearchTransitGatewayRoutes")).isEqualTo(asked);
    }

    @Test
    void optionsThatMayNotBeListedAreUnknownAndTheAttachmentIsThere() {
        // given
        attachments("<resourceType>vpc</resourceType><resourceId>vpc-1</resourceId>")
                .refuse("DescribeTransitGatewayVpcAttachments", 403, "UnauthorizedOperation", "You may not");

        // when
        Collection<TransitGatewayAttachment> collection = collect(new TransitGatewayAttachmentCollector());

        // then
        assertThat(collection.resources().get(0).attributes().vpcOptions()).isNull();
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:DescribeTransitGatewayVpcAttachments", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void optionsOfATypeAreListedWhereThereIsOneOfIt() {
        // given
        attachments("<resourceType>vpn</resourceType><resourceId>vpn-1</resourceId>");

        // when
        TransitGatewayAttachment attachment =
                only(new TransitGatewayAttachmentCollector()).attributes();

        // then
        assertThat(attachment.attachedArn()).isEqualTo("arn:aws:ec2:eu-west-1:222222222222:vpn-connection/vpn-1");
        assertThat(canned.asked("DescribeTransitGatewayVpcAttachments")).isZero();
        assertThat(canned.asked("DescribeTransitGatewayPeeringAttachments")).isZero();
        assertThat(canned.asked("DescribeTransitGatewayConnects")).isZero();
    }

    @Test
    void aPeerWhoseRegionIsUnknownHasNoArn() {
        // given
        attachments("<resourceType>peering</resourceType><resourceId>tgw-9</resourceId>")
                .ec2("DescribeTransitGatewayPeeringAttachments", "<transitGatewayPeeringAttachments/>");

        // when
        TransitGatewayAttachment attachment =
                only(new TransitGatewayAttachmentCollector()).attributes();

        // then
        assertThat(attachment.attachedId()).isEqualTo("tgw-9");
        assertThat(attachment.attachedArn()).isNull();
    }

    private CannedAws tables(String state) {
        return canned.ec2(
                        "DescribeTransitGatewayRouteTables",
                        "<transitGatewayRouteTables><item><transitGatewayRouteTableId>tgw-rtb-1"
                                + "</transitGatewayRouteTableId><state>" + state
                                + "</state></item></transitGatewayRouteTables>")
                .ec2("GetTransitGatewayRouteTableAssociations", "<associations/>");
    }

    private static String routes(String destination) {
        return "<routeSet><item><destinationCidrBlock>" + destination
                + "</destinationCidrBlock><state>active</state></item></routeSet>";
    }

    private CannedAws attachments(String resource) {
        return canned.ec2(
                "DescribeTransitGatewayAttachments",
                "<transitGatewayAttachments><item><transitGatewayAttachmentId>tgw-attach-1</transitGatewayAttachmentId>"
                        + "<resourceOwnerId>222222222222</resourceOwnerId>" + resource
                        + "</item></transitGatewayAttachments>");
    }
}
