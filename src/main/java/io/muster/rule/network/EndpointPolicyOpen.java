package io.muster.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.rule.Area;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy that AWS gives an endpoint admits everything. It grants nothing by itself, but stops nothing either. Of an endpoint whose policy its
 * owner cannot change, nothing is said: of one that an AWS service made, and of a service that takes no policy, though AWS tells one.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html#vpce-endpoint-policy-support">Endpoint
 *     policy support</a>
 */
@Singleton
class EndpointPolicyOpen extends RecordRule<VpcEndpoint> {

    private static final Set<String> TYPES = Set.of("gateway", "interface");
    /** The endpoint services of other parties and one's own: the service sees no identities of IAM. */
    private static final String OF_CUSTOMERS = ".vpce-svc-";

    /** The services whose guides say that they take no policy; those of Amazon SES by SMTP, and AWS Transfer Family by SFTP, FTPS and FTP. */
    private static final List<String> WITHOUT_POLICY = List.of(
            ".cleanrooms",
            ".cleanrooms-ml",
            ".email-smtp",
            ".inspector-scan",
            ".inspector2",
            ".mpa",
            ".refactor-spaces",
            ".sts-oidc",
            ".transfer.server",
            ".verifiedpermissions");

    EndpointPolicyOpen() {
        super(
                new RuleMetadata(
                        "vpc-endpoint-policy-open",
                        "VPC endpoint policy admits every access",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.VPC_ENDPOINT,
                        "Through an endpoint that admits everybody to everything, a machine of the VPC can also reach resources of"
                                + " foreign accounts with foreign credentials, for example to carry data away to their buckets.",
                        "Limit the policy to identities and resources of the own organization: aws:PrincipalOrgID and"
                                + " aws:ResourceOrgID in its conditions.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html"),
                        List.of()),
                VpcEndpoint.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.ROUTE_TABLE);
    }

    @Override
    public String version() {
        return "6";
    }

    /** As {@code com}, {@code amazonaws}, {@code eu-central-1} and {@code s3}. */
    private static Set<String> names(VpcEndpoint endpoint) {
        return Stream.of(String.valueOf(endpoint.serviceName()).split("\\."))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Verdict judge(Resource<VpcEndpoint> resource, Estate estate) {
        VpcEndpoint endpoint = resource.attributes();
        JsonNode policy = endpoint.policy();
        if (foreign(resource, endpoint.ownerId())
                || endpoint.requesterManaged()
                || !concerns(endpoint)
                || !takesPolicy(endpoint)
                || policy == null) {
            return Verdict.notApplicable();
        }
        return switch (EndpointPolicy.of(policy, names(endpoint))) {
            case LIMITED -> Verdict.pass();
            case UNDECIDED -> Verdict.unknown("the policy's conditions or its text do not tell whom it admits");
            case OPEN -> open(resource, endpoint, estate);
        };
    }

    /** AWS writes types with capitals in some answers, and without in others. */
    private static boolean concerns(VpcEndpoint endpoint) {
        return endpoint.vpcEndpointType() != null
                && TYPES.contains(endpoint.vpcEndpointType().toLowerCase(Locale.ROOT))
                && !EndedStates.ENDPOINT.hold(endpoint.state());
    }

    private static boolean takesPolicy(VpcEndpoint endpoint) {
        String name = String.valueOf(endpoint.serviceName());
        return !name.contains(OF_CUSTOMERS) && WITHOUT_POLICY.stream().noneMatch(name::endsWith);
    }

    private static Verdict open(Resource<VpcEndpoint> resource, VpcEndpoint endpoint, Estate estate) {
        boolean onlyWayOut = onlyWayOut(endpoint, estate);
        return Verdict.fail(
                onlyWayOut ? Severity.MEDIUM : Severity.LOW,
                "The endpoint's policy admits everybody to everything that " + endpoint.serviceName() + " has"
                        + (onlyWayOut ? ", in a VPC that has no other way out." : "."),
                Evidence.of("vpcEndpointId", resource.resourceId())
                        .and("serviceName", endpoint.serviceName())
                        .and("vpcId", endpoint.vpcId())
                        .and("onlyWayOut", onlyWayOut)
                        .facts());
    }

    /** Whether no route of the VPC leads elsewhere; not claimed where the route tables are not known. */
    private static boolean onlyWayOut(VpcEndpoint endpoint, Estate estate) {
        return endpoint.vpcId() != null
                && estate.knows(ResourceKind.ROUTE_TABLE)
                && estate.all(RouteTable.class).stream()
                        .map(Resource::attributes)
                        .filter(table -> endpoint.vpcId().equals(table.vpcId()))
                        .flatMap(table -> table.routes().stream())
                        .noneMatch(EndpointPolicyOpen::leadsOut);
    }

    private static boolean leadsOut(Route route) {
        return !"local".equals(route.target())
                && route.targetKind() != ResourceKind.VPC_ENDPOINT
                && !"blackhole".equals(route.state());
    }
}
