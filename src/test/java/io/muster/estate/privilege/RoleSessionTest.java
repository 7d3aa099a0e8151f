package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts that a request has by the session of the role that makes it. */
class RoleSessionTest {

    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'%s'}}";

    /** Sessions that another service gets tell of no instance. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'ArnEquals': {'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/i-1'}         |                      | YES
                    'ArnEquals': {'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/i-1'}         | lambda.amazonaws.com | POSSIBLE
                    'ArnEquals': {'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/i-2'}         | lambda.amazonaws.com | NO
                    'ArnEqualsIfExists': {'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/i-1'} | lambda.amazonaws.com | YES
                    'StringEquals': {'aws:Ec2InstanceSourceVpc': 'vpc-1'}                          |                      | YES
                    'StringNotEquals': {'aws:EC2InstanceSourceVPC': 'vpc-1'}                       |                      | NO
                    'StringEquals': {'aws:EC2InstanceSourceVPC': 'vpc-1'}                          | lambda.amazonaws.com | POSSIBLE
                    'IpAddress': {'aws:EC2InstanceSourcePrivateIPv4': ['10.0.0.0/24']}             |                      | YES
                    'NotIpAddressIfExists': {'aws:EC2InstanceSourcePrivateIPv4': '10.0.0.10'}      | lambda.amazonaws.com | POSSIBLE
                    'StringEquals': {'aws:EC2InstanceSourceVPC': '${aws:SourceVpc}'}               |                      | POSSIBLE
                    'Null': {'ec2:SourceInstanceARN': 'true'}                                      |                      | NO
                    'Null': {'ec2:SourceInstanceARN': 'true'}                                      | lambda.amazonaws.com | POSSIBLE
                    """)
    void theInstanceOfASession(String condition, String otherService, Certainty expected) {
        // given
        String[] trust = Stream.of("ec2.amazonaws.com", otherService)
                .filter(Objects::nonNull)
                .map(service -> BY.formatted(service))
                .toArray(String[]::new);
        MadeRole role = role("r")
                .trust(trust)
                .inline("{'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{" + condition + "}}");
        Estate estate = Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .build();

        // when
        Decision decision = RolePrivileges.of(role.resource(), estate)
                .decide("ec2:StopInstances", "arn:aws:ec2:eu-central-1:111122223333:instance/i-1");

        // then
        assertThat(decision.verdict()).isEqualTo(expected);
    }

    /** A denial that hangs on them takes rights only where what tells of them was not read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':['sts:AssumeRole','sts:TagSession'],'Principal':{'Service':'pods.eks.amazonaws.com'}        | true  | YES
                    'Action':['sts:AssumeRole','sts:TagSession'],'Principal':{'AWS':'arn:aws:iam::444455556666:root'}    | true  | YES
                    'Action':['sts:AssumeRole','sts:TagSession'],'Principal':{'Service':'pods.eks.amazonaws.com'}        | false | POSSIBLE
                    'Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}                             | true  | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}                             | false | POSSIBLE
                    'NoAction':'cannot be read'                                                                          | true  | POSSIBLE
                    """)
    void tagsThatASessionMayHave(String trust, boolean tagsRead, Certainty expected) {
        // given
        Resource<Role> one = role("r")
                .trust("{'Effect':'Allow'," + trust + "}")
                .inline(allow("*", "*"))
                .resource()
                .withTags(tagsRead ? Map.of("team", "red") : Resource.unknownTags());
        Estates.Made<Role> made = () -> one;
        Estate estate = Estates.estate()
                .with(
                        made,
                        PolicyReadingTest.organizationPolicy(
                                "guard",
                                "{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*',"
                                        + "'Condition':{'StringEquals':{'aws:PrincipalTag/quarantine':'true'}}}"))
                .build();

        // when, then
        assertThat(RolePrivileges.of(one, estate).administrator()).isEqualTo(expected);
    }
}
