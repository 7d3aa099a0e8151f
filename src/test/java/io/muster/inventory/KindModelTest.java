package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Filterable;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindModelTest {

    private static final Scope SCOPE = Scope.of("111122223333", "eu-central-1");

    @Test
    void findsEveryRecordThatIsMarkedAsKind() throws Exception {
        assertThat(KindModel.all().stream().<Class<?>>map(KindModel::type).toList())
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(markedRecords());
    }

    @Test
    void everyKindIsRegisteredForReflectionWithWhatItHolds() {
        assertThat(KindModel.all()).allSatisfy(model -> {
            RegisterForReflection registered = model.type().getAnnotation(RegisterForReflection.class);
            assertThat(registered).isNotNull();
            assertThat(registered.registerFullHierarchy()).isTrue();
        });
    }

    @Test
    void everyComponentIsDescribed() {
        assertThat(KindModel.all())
                .allSatisfy(model -> assertThat(model.properties().stream()
                                .flatMap(p -> Stream.concat(Stream.of(p), p.nested().stream())))
                        .allSatisfy(
                                property -> assertThat(property.description()).isNotEmpty()));
    }

    @Test
    void readsNamesAndNullability() {
        KindModel image = KindModel.of(ResourceKind.IMAGE);

        assertThat(image.name()).isEqualTo("Image");
        assertThat(property(image, "public").element()).isEqualTo(Boolean.class);
        assertThat(property(KindModel.of(ResourceKind.INSTANCE), "instanceType").nullable())
                .isFalse();
        assertThat(property(image, "platform").nullable()).isTrue();
        assertThat(property(image, "sharedWith").list()).isTrue();
    }

    @Test
    void readsFiltersOfNestedRecords() {
        KindFilter tokens = KindModel.of(ResourceKind.INSTANCE).filters().stream()
                .filter(filter -> filter.name().equals("httpTokens"))
                .findFirst()
                .orElseThrow();

        assertThat(tokens.match()).isEqualTo(Filterable.Match.EQUALS);
        assertThat(tokens.path().stream().map(Property::name)).containsExactly("metadataOptions", "httpTokens");
        assertThat(tokens.target().element()).isEqualTo(HttpTokens.class);
    }

    @Test
    void linksOfIdsFollowTheirPrefixAndThoseOfNestedRecordsAreFound() {
        RouteTable table = new RouteTable(
                "vpc-1",
                false,
                List.of("subnet-1", "subnet-1"),
                List.of(),
                List.of(
                        new Route("10.0.0.0/16", "local", null, "active", false, null, null),
                        new Route("0.0.0.0/0", "nat-1", ResourceKind.NAT_GATEWAY, "active", false, null, null)),
                null,
                null);

        assertThat(KindModel.links(resource(ResourceKind.ROUTE_TABLE, SCOPE, table)))
                .containsExactly(
                        new LinkTarget(Relation.IN_VPC, "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1"),
                        new LinkTarget(
                                Relation.ASSOCIATED_WITH, "arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-1"),
                        new LinkTarget(Relation.ROUTES_TO, "arn:aws:ec2:eu-central-1:111122223333:natgateway/nat-1"));
    }

    @Test
    void linksOfArnsStandForThemselvesButForWhatAwsKeeps() {
        String arn = "arn:aws:iam::111122223333:policy/own";
        Role role = new Role(
                "/",
                Documents.tree("{}"),
                List.of(),
                List.of(new AttachedPolicy(arn, "own", false, null)),
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(KindModel.links(resource(ResourceKind.ROLE, SCOPE.global(), role)))
                .containsExactly(
                        new LinkTarget(Relation.HAS_POLICY, arn),
                        new LinkTarget(Relation.BOUNDED_BY, "arn:aws:iam::111122223333:aws-policy/ReadOnlyAccess"));
    }

    @Test
    void kindsHaveTheirOwnAddressesAndThoseOfResourcesThatBelongToThem() {
        assertThat(KindModel.all().stream().filter(KindModel::hasAddresses).map(KindModel::kind))
                .contains(ResourceKind.INSTANCE, ResourceKind.NETWORK_INTERFACE)
                .doesNotContain(ResourceKind.SUBNET, ResourceKind.SECURITY_GROUP);
        assertThat(KindModel.of(ResourceKind.INSTANCE).hasAddressesOfOthers()).isTrue();
        assertThat(KindModel.of(ResourceKind.NETWORK_INTERFACE).hasAddressesOfOthers())
                .isFalse();
    }

    static <T extends Record> Resource<T> resource(ResourceKind kind, Scope scope, T attributes) {
        return new Resource<>(scope.arn(kind, "x"), kind, scope, "x", null, Map.of(), attributes);
    }

    private static Property property(KindModel model, String name) {
        return model.properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Class<?>> markedRecords() throws IOException, URISyntaxException {
        Path classes = Path.of(Kind.class.getResource("Kind.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .<Class<?>>map(file -> load(Kind.class.getPackageName() + "." + file.replace(".class", "")))
                    .filter(type -> type.isAnnotationPresent(Kind.class))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fieldsOfAKindMayShareAFilter() {
        assertThat(KindModel.of(ResourceKind.SECURITY_GROUP).related().stream()
                        .filter(field -> field.filter().equals("inUse"))
                        .map(RelatedField::name))
                .containsExactlyInAnyOrder(
                        "networkInterfaces",
                        "vpcAssociations",
                        "launchTemplates",
                        "launchConfigurations",
                        "spotFleetRequests",
                        "serviceUsers");
    }
}
