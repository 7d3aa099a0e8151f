package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.PrincipalName;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Two settings restrict access: the list of principals, and the acceptance of each connection. */
@Singleton
class EndpointServiceExposed extends RecordRule<VpcEndpointService> {

    private static final String EVERYBODY = "*";

    private final Baseline baseline;

    EndpointServiceExposed(Baseline baseline) {
        super(
                new RuleMetadata(
                        "vpc-endpoint-service-exposed",
                        "PrivateLink service connects consumers without acceptance, or is open to accounts that are not yours",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.VPC_ENDPOINT_SERVICE,
                        "A principal that may connect to an endpoint service reaches the load balancers behind it past the internet and,"
                                + " as a rule, past the load balancers' security groups.",
                        "Require acceptance, and name the accounts that may connect in place of everybody. A partner's account"
                                + " may be named in muster.baseline.trusted-accounts, an organization in"
                                + " muster.baseline.trusted-organizations.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServicePermissions.html"),
                        List.of()),
                VpcEndpointService.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    public Verdict judge(Resource<VpcEndpointService> resource, Estate estate) {
        VpcEndpointService service = resource.attributes();
        if (EndedStates.ENDPOINT_SERVICE.hold(service.state())) {
            return Verdict.notApplicable();
        }
        if (service.acceptanceRequired() == null) {
            return Verdict.unknown("AWS did not tell whether connections must be accepted");
        }
        List<String> principals = principals(service);
        List<String> foreign = foreign(principals, estate);
        return service.acceptanceRequired()
                ? accepting(resource, principals, foreign, estate)
                : fail(
                        "Consumers connect to the service without acceptance"
                                + (admitsEverybody(principals)
                                        ? ", and everybody may."
                                        : foreign.isEmpty()
                                                ? "."
                                                : ", and principals that are neither yours nor trusted may: "
                                                        + String.join(", ", foreign) + "."),
                        facts(resource, principals, foreign, estate));
    }

    private static @Nullable List<String> principals(VpcEndpointService service) {
        return service.allowedPrincipals() == null
                ? null
                : service.allowedPrincipals().stream()
                        .map(AllowedPrincipal::principal)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static boolean admitsEverybody(@Nullable List<String> principals) {
        return principals != null && principals.contains(EVERYBODY);
    }

    private List<String> foreign(@Nullable List<String> principals, Estate estate) {
        return principals == null
                ? List.of()
                : principals.stream()
                        .filter(principal -> foreign(principal, estate))
                        .toList();
    }

    private boolean foreign(String principal, Estate estate) {
        return PrincipalName.account(principal)
                        .filter(account -> !baseline.knows(account, estate))
                        .isPresent()
                || PrincipalName.organization(principal)
                        .filter(organization -> !baseline.trustsOrganization(organization, estate))
                        .isPresent();
    }

    private static Verdict accepting(
            Resource<VpcEndpointService> resource,
            @Nullable List<String> principals,
            List<String> foreign,
            Estate estate) {
        if (principals == null) {
            return Verdict.unknown("the principals that may connect could not be read");
        }
        if (!admitsEverybody(principals) && foreign.isEmpty()) {
            return Verdict.pass();
        }
        return Verdict.fail(
                Severity.LOW,
                (admitsEverybody(principals)
                                ? "Everybody"
                                : "A principal that is neither yours nor trusted (" + String.join(", ", foreign) + ")")
                        + " may ask to connect to the service, and learns that there is one.",
                facts(resource, principals, foreign, estate));
    }

    private static Map<String, Object> facts(
            Resource<VpcEndpointService> resource,
            @Nullable List<String> principals,
            List<String> foreign,
            Estate estate) {
        return Evidence.of("serviceName", resource.attributes().serviceName())
                .and("acceptanceRequired", resource.attributes().acceptanceRequired())
                .and("allowedPrincipals", principals)
                .and("foreignPrincipals", foreign.isEmpty() ? null : foreign)
                .and("loadBalancerArns", resource.attributes().loadBalancerArns())
                .and("judgedBy", foreign.isEmpty() ? null : Baseline.knownFrom(estate))
                .facts();
    }
}
