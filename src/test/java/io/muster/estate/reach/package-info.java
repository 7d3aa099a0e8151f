/**
 * Tests of reach, most of which are tables of small networks. The networks are made by fixtures:
 *
 * <ul>
 *   <li>of one VPC: {@code SmallVpc}, {@code Network}, {@code Explained};
 *   <li>of two accounts or regions: {@code FarHosts}, {@code FarEstates}, {@code TranslatedEstates};
 *   <li>of AWS's guides: {@code GuideNetwork}, {@code GuideAnswers};
 *   <li>with load balancers: {@code BalancedEstates}, {@code BalancerParts};
 *   <li>at random: {@code RandomNetworks}, {@code CutNetworks}.
 * </ul>
 *
 * <p>{@code PacketOracle} answers for random networks by following single packets; {@code ReachCase} is one such question.
 */
package io.muster.estate.reach;
