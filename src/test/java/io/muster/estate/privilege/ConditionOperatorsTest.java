package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.NO;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.Certainty.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operator with a key that matches, one that does not, one that the request lacks and one of which nothing is known.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM User
 *     Guide, condition operators</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">IAM
 *     User Guide, multivalued context keys</a>
 */
class ConditionOperatorsTest {

    private static final String KEY = "aws:Some";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    StringEquals              | Red                          | Red                         | red
                    StringNotEquals           | Red                          | red                         | Red
                    StringEqualsIgnoreCase    | Red                          | rED                         | rod
                    StringNotEqualsIgnoreCase | Red                          | rod                         | rED
                    StringLike                | R*d?                         | Reads                       | Read
                    StringNotLike             | R*d?                         | Read                        | Reads
                    NumericEquals             | 10                           | 10.0                        | 10.1
                    NumericNotEquals          | 10                           | 9                           | 010
                    NumericLessThan           | 10                           | -11                         | 10
                    NumericLessThanEquals     | 10                           | 10                          | 11
                    NumericGreaterThan        | 10                           | 1e2                         | 9.99
                    NumericGreaterThanEquals  | 10                           | 10                          | 9
                    DateEquals                | 2026-01-01T00:00:00Z         | 1767225600                  | 2026-01-01T00:00:01Z
                    DateNotEquals             | 2026-01-01                   | 2026-01-02                  | 2026-01-01T00:00:00Z
                    DateLessThan              | 2026-01-01T00:00:00+01:00    | 2025-12-31T22:59:59Z        | 2025-12-31T23:00:00Z
                    DateLessThanEquals        | 2026-01-01T00:00:00+01:00    | 2025-12-31T23:00:00Z        | 2025-12-31T23:00:01Z
                    DateGreaterThan           | 2026-01                      | 2026-01-01T00:00:00.5Z      | 2026-01-01
                    DateGreaterThanEquals     | 2026                         | 2026-01-01T00:00:00Z        | 2025-12-31
                    Bool                      | true                         | True                        | false
                    BinaryEquals              | QmluYXJ5                     | QmluYXJ5                    | qmluyxj5
                    IpAddress                 | 203.0.113.0/24               | 203.0.113.7                 | 203.0.114.7
                    NotIpAddress              | 2001:db8::/32                | 2001:db9::1                 | 2001:DB8:0:0::7
                    IpAddress                 | 203.0.113.7                  | 203.0.113.7                 | 2001:db8::1
                    ArnEquals                 | arn:aws:s3:::b*              | arn:aws:s3:::bucket         | arn:aws:s3::1:bucket
                    ArnLike                   | arn:aws:iam::*:role/*        | arn:aws:iam::1:role/a/b:c   | arn:aws:iam::1:user/a
                    ArnNotEquals              | arn:aws:iam::1:role/r        | arn:aws:iam::1:role/R       | arn:aws:iam::1:role/r
                    ArnNotLike                | arn:aws:iam::1:role/?        | arn:aws:iam::1:role/rr      | arn:aws:iam::1:role/r
                    """)
    void eachOperatorHoldsAsDocumented(String operator, String policy, String matching, String other) {
        boolean negated = operator.contains("Not");

        assertThat(of(operator, policy))
                .extracting(of -> of.when(Fact.of(matching)), of -> of.when(Fact.of(other)), of -> of.when(Fact.ABSENT))
                .containsExactly(YES, NO, negated ? YES : NO);
        assertThat(of(operator, policy))
                .extracting(
                        of -> of.when(Fact.UNKNOWN),
                        of -> of.when(Fact.either(List.of(matching, other))),
                        of -> of.when(Fact.either(Fact.of(matching), Fact.ABSENT)))
                .containsExactly(POSSIBLE, POSSIBLE, negated ? YES : POSSIBLE);
        assertThat(of(operator + "IfExists", policy))
                .extracting(of -> of.when(Fact.of(matching)), of -> of.when(Fact.of(other)), of -> of.when(Fact.ABSENT))
                .containsExactly(YES, NO, YES);
    }

    /** Of a list, one value of the policy is enough; of an operator that negates, none may match. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    StringEquals    | a, b | a       | YES
                    StringEquals    | a, b | c       | NO
                    StringNotEquals | a, b | a       | NO
                    StringNotEquals | a, b | c       | YES
                    StringNotLike   | a*, b* | b1    | NO
                    NotIpAddress    | 10.0.0.0/8, 192.168.0.0/16 | 192.168.1.1 | NO
                    NotIpAddress    | 10.0.0.0/8, 192.168.0.0/16 | 172.16.0.1  | YES
                    Bool            | true, false | false | YES
                    NumericNotEquals | 1, 2 | 2      | NO
                    """)
    void aListMatchesByOneOfItsValues(String operator, String policy, String value, Certainty expected) {
        assertThat(of(operator, policy.split(", ")).when(Fact.of(value))).isEqualTo(expected);
    }

    /** A key with several values at once; an operator for one value is not known to mean all of them or any. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ForAllValues:StringEquals    | a, b | a, b | YES
                    ForAllValues:StringEquals    | a, b | a, c | NO
                    ForAllValues:StringEquals    | a, b | -    | YES
                    ForAllValues:StringNotEquals | a, b | c, d | YES
                    ForAllValues:StringNotEquals | a, b | a, d | NO
                    ForAllValues:StringNotEquals | a, b | -    | YES
                    ForAnyValue:StringEquals     | a, b | a, c | YES
                    ForAnyValue:StringEquals     | a, b | c, d | NO
                    ForAnyValue:StringEquals     | a, b | -    | NO
                    ForAnyValue:StringNotEquals  | a, b | a, d | YES
                    ForAnyValue:StringNotEquals  | a, b | a, b | NO
                    ForAnyValue:StringNotEquals  | a, b | -    | NO
                    ForAnyValue:StringLikeIfExists | a* | -    | YES
                    ForAllValues:ArnLike         | arn:aws:iam::1:* | arn:aws:iam::1:role/a, arn:aws:iam::1:role/b | YES
                    ForAnyValue:NumericLessThan  | 5    | 4, 6 | YES
                    ForAllValues:NumericLessThan | 5    | 4, 6 | NO
                    StringEquals                 | a, b | a, b | YES
                    StringEquals                 | a, b | a, c | POSSIBLE
                    StringNotEquals              | a, b | a, c | POSSIBLE
                    """)
    void severalValues(String operator, String policy, String values, Certainty expected) {
        Fact fact = values == null ? Fact.ABSENT : new Fact(List.of(List.of(values.split(", "))));

        assertThat(of(operator, policy.split(", ")).when(fact)).isEqualTo(expected);
        assertThat(of(operator, policy.split(", ")).when(Fact.UNKNOWN)).isEqualTo(POSSIBLE);
    }

    /** Over all values or any, {@code Null} asks whether the values are there, of which an absent key has none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ForAllValues:Null | false       | YES | YES | YES
                    ForAllValues:Null | true        | YES | NO  | POSSIBLE
                    ForAllValues:Null | true, false | YES | YES | YES
                    ForAnyValue:Null  | true        | NO  | NO  | NO
                    ForAnyValue:Null  | false       | NO  | YES | POSSIBLE
                    ForAnyValue:Null  | true, false | NO  | YES | POSSIBLE
                    ForAnyValue:Null  | maybe       | NO  | POSSIBLE | POSSIBLE
                    Null              | true        | YES | NO  | POSSIBLE
                    Null              | true, false | YES | YES | YES
                    """)
    void presenceOverSeveralValues(
            String operator, String policy, Certainty absent, Certainty present, Certainty unknown) {
        assertThat(of(operator, policy.split(", ")))
                .extracting(
                        of -> of.when(Fact.ABSENT),
                        of -> of.when(new Fact(List.of(List.of("a", "b")))),
                        of -> of.when(Fact.like("a*", Set.of())),
                        of -> of.when(Fact.UNKNOWN))
                .containsExactly(absent, present, present, unknown);
    }

    /** Of a value of the request that is none of the operator's type AWS says no more than that it does not match. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    NumericEquals     | 10                   | NO
                    NumericLessThan   | 10                   | NO
                    NumericNotEquals  | 10                   | POSSIBLE
                    NumericNotEqualsIfExists | 10            | POSSIBLE
                    DateGreaterThan   | 2026-01-01           | NO
                    DateNotEquals     | 2026-01-01           | POSSIBLE
                    Bool              | true                 | NO
                    IpAddress         | 0.0.0.0/0            | NO
                    NotIpAddress      | 10.0.0.0/8           | POSSIBLE
                    ArnLike           | arn:aws:s3:::*       | NO
                    ArnNotLike        | arn:aws:s3:::*       | POSSIBLE
                    ArnNotEquals      | arn:aws:s3:::b       | POSSIBLE
                    StringNotEquals   | 10                   | YES
                    ForAllValues:NumericNotEquals | 10       | POSSIBLE
                    ForAnyValue:NumericNotEquals  | 10       | POSSIBLE
                    """)
    void valuesOfAnotherType(String operator, String policy, Certainty expected) {
        assertThat(of(operator, policy).when(Fact.of("many"))).isEqualTo(expected);
    }

    /** A value that is there, but empty, is no absent one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    StringEquals            | ``  | YES
                    StringEquals            | a   | NO
                    StringEqualsIfExists    | a   | NO
                    StringNotEquals         | ``  | NO
                    StringLike              | *   | YES
                    StringLike              | ?*  | NO
                    ForAllValues:StringLike | ?*  | NO
                    Null                    | true  | NO
                    Null                    | false | YES
                    NumericEquals           | 0     | NO
                    Bool                    | false | NO
                    """)
    void emptyValues(String operator, String policy, Certainty expected) {
        assertThat(of(operator, policy).when(Fact.of(""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    true        | NO  | YES | POSSIBLE
                    false       | YES | NO  | POSSIBLE
                    True        | NO  | YES | POSSIBLE
                    true, false | YES | YES | YES
                    """)
    void nullAsksWhetherTheKeyIsAbsent(String policy, Certainty present, Certainty absent, Certainty unknown) {
        assertThat(of("Null", policy.split(", ")))
                .extracting(of -> of.when(Fact.of("x")), of -> of.when(Fact.ABSENT), of -> of.when(Fact.UNKNOWN))
                .containsExactly(present, absent, unknown);
    }

    /** Of a key of which nothing is known, compared with a tag that there is, or is not: nothing is equal to or like one without a value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    StringNotEquals              | ${aws:Tag}     | -   | YES
                    StringNotEqualsIfExists      | ${aws:Tag}     | -   | YES
                    StringNotLike                | ${aws:Tag}/*   | -   | YES
                    ForAllValues:StringNotEquals | ${aws:Tag}     | -   | YES
                    ForAnyValue:StringNotEquals  | ${aws:Tag}     | -   | POSSIBLE
                    ArnNotLike                   | arn:aws:s3:::${aws:Tag} | - | YES
                    StringEquals                 | ${aws:Tag}     | -   | NO
                    StringLike                   | *${aws:Tag}*   | -   | NO
                    ForAnyValue:StringEquals     | ${aws:Tag}     | -   | NO
                    StringEqualsIfExists         | ${aws:Tag}     | -   | POSSIBLE
                    ForAllValues:StringEquals    | ${aws:Tag}     | -   | POSSIBLE
                    StringEquals                 | ${aws:Tag}, a  | -   | POSSIBLE
                    StringNotEquals              | ${aws:Tag}, a  | -   | POSSIBLE
                    StringNotEquals              | ${aws:Tag, 'a'} | -  | POSSIBLE
                    StringNotEquals              | ${aws:Tag}     | red | POSSIBLE
                    StringEquals                 | ${aws:Tag}     | red | POSSIBLE
                    ForAnyValue:StringNotLike    | *              | -   | NO
                    ForAllValues:StringLike      | *              | -   | YES
                    StringNotLike                | *              | -   | POSSIBLE
                    Null                         | ${aws:Tag}     | -   | POSSIBLE
                    """)
    void unknownAgainstAVariable(String operator, String policy, String tag, Certainty expected) {
        Facts facts = Facts.NONE.with("aws:tag", tag == null ? Fact.ABSENT : Fact.of(tag));

        assertThat(of(operator, policy.startsWith("${aws:Tag,") ? new String[] {policy} : policy.split(", "))
                        .condition()
                        .hold(facts))
                .isEqualTo(expected);
    }

    /** The same of a key of which the beginning is known. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals, NO",
        "StringLike, NO",
        "StringNotEquals, YES",
        "StringNotLike, YES",
        "ForAnyValue:StringEquals, NO"
    })
    void partlyKnownAgainstAVariableWithoutAValue(String operator, Certainty expected) {
        Facts facts = Facts.NONE.with("aws:tag", Fact.ABSENT).with("aws:some", Fact.like("AROA*", Set.of()));

        assertThat(of(operator, "${aws:Tag}").condition().hold(facts)).isEqualTo(expected);
    }

    /** What the condition leaves of an allowance, and of everything else by a denial. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals': {'aws:PrincipalAccount': '111122223333'}        | YES
                    'StringEquals': {'aws:PrincipalAccount': '444455556666'}        | NO
                    'StringEquals': {'aws:CalledViaFirst': 'x'}                     | NO
                    'StringNotEquals': {'aws:CalledViaFirst': 'x'}                  | YES
                    'StringEqualsIfExists': {'aws:CalledViaFirst': 'x'}             | YES
                    'StringEquals': {'aws:SourceVpce': 'vpce-1'}                    | POSSIBLE
                    'StringNotEqualsIfExists': {'aws:SourceVpce': 'vpce-1'}         | POSSIBLE
                    'StringEquals': {'aws:PrincipalAccount': '111122223333', 'aws:SourceVpce': 'vpce-1'} | POSSIBLE
                    'StringEquals': {'aws:PrincipalAccount': '444455556666', 'aws:SourceVpce': 'vpce-1'} | NO
                    'StringEquals': {'aws:PrincipalAccount': '111122223333'}, 'Bool': {'aws:SecureTransport': 'false'} | NO
                    'stringEQUALS': {'AWS:PRINCIPALaccount': '111122223333'}        | YES
                    'StringEquals': {'aws:PrincipalAccount': ['444455556666', '111122223333']} | YES
                    'StringEquals': {'aws:PrincipalAccount': 111122223333}          | YES
                    'Bool': {'aws:SecureTransport': true}                           | YES
                    'NoSuchOperator': {'aws:PrincipalAccount': '111122223333'}      | POSSIBLE
                    'StringEquals': {'aws:PrincipalAccount': []}                    | POSSIBLE
                    'StringEquals': 'aws:PrincipalAccount'                          | POSSIBLE
                    'StringEquals': {}                                              | YES
                    """)
    void allowancesAndDenials(String condition, Certainty holds) {
        String conditional = "{'Effect':'%s','Action':'*','Resource':'*','Condition':{" + condition + "}}";

        assertThat(decided(role("r").trustedByEc2().inline(conditional.formatted("Allow"))))
                .isEqualTo(holds);
        assertThat(decided(role("r").trustedByEc2().inline(allow("*", "*"), conditional.formatted("Deny"))))
                .isEqualTo(holds.not());
    }

    /** By the value of a tag, of which an asterisk is no wildcard. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    ${aws:Some}/*               | red  | red/x  | YES
                    ${AWS:some}/*               | red  | red/x  | YES
                    ${ aws:Some }/*             | red  | red/x  | YES
                    ${aws:Some}/*               | red  | blue/x | NO
                    ${aws:Some}/*               | -    | /x     | NO
                    ${aws:Some}/*               | r*   | red/x  | NO
                    ${aws:Some}/*               | r*   | r*/x   | YES
                    ${aws:Some}/*               | $1\\ | $1\\/x | YES
                    ${aws:Some}/*               | Ä ß  | Ä ß/x  | YES
                    ${aws:Some, 'blue'}/*       | -    | blue/x | YES
                    ${aws:Some,'blue'}/*        | red  | blue/x | NO
                    ${aws:Some, 'a, b'}/*       | -    | a, b/x | YES
                    ${aws:Some, '*'}/*          | -    | any/x  | NO
                    ${aws:Some, ''}/*           | -    | /x     | YES
                    ${aws:Some, blue}/*         | -    | blue/x | POSSIBLE
                    ${aws:Some, "blue"}/*       | -    | blue/x | POSSIBLE
                    ${aws:Some                  | red  | red/x  | POSSIBLE
                    ${*}/x                      | red  | */x    | YES
                    ${*}/x                      | red  | red/x  | NO
                    ${?}${$}/x                  | red  | ?$/x   | YES
                    $aws:Some/x                 | red  | red/x  | NO
                    """)
    void aVariableStandsForTheTagsValue(String pattern, String tag, String value, Certainty expected) {
        Fact fact = tag == null ? Fact.ABSENT : Fact.of(tag);

        assertThat(new PatternText(pattern, true)
                        .resolve(Facts.NONE.with("aws:some", fact))
                        .matches(value))
                .isEqualTo(expected);
        assertThat(new PatternText(pattern, false).resolve(Facts.NONE).matches(pattern.replace('*', 'x')))
                .isEqualTo(YES);
    }

    /** One key of a condition, with the fact of it. */
    private record Asked(Condition condition) {

        Certainty when(Fact fact) {
            return condition.hold(Facts.NONE.with("aws:some", fact));
        }
    }

    private static Asked of(String operator, String... values) {
        return new Asked(Condition.of(
                operator,
                KEY,
                Stream.of(values).map(value -> new PatternText(value, true)).toList()));
    }

    private static Certainty decided(MadeRole self) {
        return RolePrivileges.of(self.resource(), Estates.estate().with(self).build())
                .decide("s3:GetObject", "arn:aws:s3:::b/key")
                .verdict();
    }
}
