<?xml version="1.0" encoding="UTF-8"?>
<!-- What Zebra is to index of a record: words of every field, and of title, author and ISBN apart. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:z="http://indexdata.com/zebra-2.0" xmlns:m="http://www.loc.gov/MARC21/slim">
	<xsl:output method="xml" encoding="UTF-8"/>
	<xsl:template match="text()"/>
	<xsl:template match="m:record">
		<z:record z:id="{normalize-space(m:controlfield[@tag='001'])}">
			<xsl:apply-templates select="m:datafield"/>
		</z:record>
	</xsl:template>
	<xsl:template match="m:datafield[@tag='020']">
		<z:index name="any:w isbn:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
	</xsl:template>
	<xsl:template match="m:datafield[@tag='100']">
		<z:index name="any:w author:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
	</xsl:template>
	<xsl:template match="m:datafield[@tag='245']">
		<z:index name="any:w title:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
		<z:index name="any:w"><xsl:value-of select="m:subfield[@code='c']"/></z:index>
	</xsl:template>
	<xsl:template match="m:datafield[@tag='260' or @tag='650']">
		<xsl:for-each select="m:subfield">
			<z:index name="any:w"><xsl:value-of select="."/></z:index>
		</xsl:for-each>
	</xsl:template>
</xsl:stylesheet>
